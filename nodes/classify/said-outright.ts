import { currentGoal, withFlow } from '../../core/goal.ts';
import { bareCommand } from '../../hearing/commands/make-commands.ts';
import { heardToo } from '../../hearing/heard-too.ts';
import type { MessageIntents } from '../../hearing/read-intent.ts';
import { readOtherSlots } from '../../hearing/read-other-slots.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';

/**
 * The goal that is asked about, if the message asks for it outright: "I want to return the mug" to "You wrote …. Do you
 * want to return an item?". Null if it asks for something else, or for nothing surely.
 */
export function saidOutright(
  { reach }: ClassifyOptions,
  state: ClassifyState,
  wishes: MessageIntents['wishes'],
  context: ReadContext,
): ClassifyUpdate | null {
  const goal = currentGoal(state.goals);
  if (state.pending?.kind !== 'yes-no' || !goal?.flow || goal.flow.unsure === undefined) return null;
  if (wishes.length === 0 || wishes.some(({ intent }) => intent !== goal.intent)) return null;
  const others = readOtherSlots(state.text, state, reach, null, context);
  const goals = others?.goals ?? state.goals;
  const { unsure: _, ...frame } = currentGoal(goals)?.flow ?? goal.flow;
  return {
    commands: [bareCommand('affirm', state.text), ...(others?.commands ?? [])],
    reading: 'answer',
    pending: null,
    goals: withFlow(goals, { ...frame, opening: heardToo(frame.opening, state.text) }),
    ...(others && { session: others.session }),
  };
}
