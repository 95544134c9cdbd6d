import { currentFlow, lapse, withFlow } from '../../core/goal.ts';
import { partCommand } from '../../hearing/commands/make-commands.ts';
import { correctChoice } from '../../hearing/correct-choices.ts';
import type { ClassifyOptions, ClassifyState } from './classify-options.ts';
import type { Answer } from './read-pending.ts';

/**
 * Reads a message that is no answer as a change of what was chosen from a list before. A shown action is shown again,
 * as it is then. Gives back the answer if it changes nothing.
 */
export function withCorrection(options: ClassifyOptions, state: ClassifyState, answer: Answer): Answer {
  const { pending } = state;
  if (answer.kind === 'settled' || !pending || pending.kind === 'unsure' || pending.kind === 'which-intent')
    return answer;
  const goals = (answer.kind === 'weak' ? answer.update.goals : undefined) ?? state.goals;
  const frame = currentFlow(goals);
  const corrected = frame && correctChoice(state.text, options.lists(frame, state.session));
  if (!frame || !corrected) return answer;
  const slots = { ...frame.slots, [corrected.key]: corrected.value };
  const session = (answer.kind === 'weak' ? answer.update.session : undefined) ?? state.session;
  const commands = answer.kind === 'weak' ? answer.update.commands : [];
  return {
    kind: corrected.onlyThat ? 'settled' : 'weak',
    update: {
      commands: [...commands, partCommand('correct', corrected.key, corrected.spans)],
      reading: 'answer',
      pending: null,
      session,
      goals: lapse(withFlow(goals, { ...frame, slots })),
    },
  };
}
