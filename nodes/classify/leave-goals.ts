import { currentGoal, type Goals, lapse } from '../../core/goal.ts';
import { wholeCommand } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import { type Drop, readDrop } from '../../hearing/drops.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';

/** Ends the goals that the customer gives up: "never mind", "forget the first one". Null if the message says nothing of it. */
export function leaveGoals(options: ClassifyOptions, state: ClassifyState): ClassifyUpdate | null {
  const flows = state.goals.filter(({ flow }) => flow !== null);
  const drop = readDrop(state.text, flows.length, languageOf(options.confirmation));
  if (drop === null || flows.length === 0) return null;
  const { pending } = state;
  const dropped = new Set(dropFrom(flows, drop));
  const commands = [...dropped].map(({ intent }) => wholeCommand('drop', intent, state.text));
  const goals = lapse(state.goals.filter((goal) => !dropped.has(goal)));
  const { declined } = options.says;
  const said = { text: declined, citations: [], grounds: [declined] };
  const isShown = pending?.kind === 'confirm' && dropped.has(currentGoal(state.goals) as Goals[number]);
  if (isShown) {
    const { proposal } = pending;
    const left = lapse(state.goals.filter((goal) => !dropped.has(goal) || goal === currentGoal(state.goals)));
    const lastAction = { proposal, status: 'declined' as const, result: null, reasons: [] };
    return { commands, reading: 'declined', pending: null, goals: left, lastAction };
  }
  const goesOn = currentGoal(goals) !== undefined;
  return {
    commands,
    reading: 'declined',
    pending: null,
    goals,
    ...(goesOn ? { spoken: [said] } : { draft: { ...said, outcome: 'refused', by: 'engine' } }),
  };
}

/** Goals in the order in which they are worked on: the last first. */
function dropFrom(flows: Goals, drop: Drop): Goals {
  if (drop === 'all') return flows;
  return flows.toReversed().slice(drop === 'current' ? 0 : drop, (drop === 'current' ? 0 : drop) + 1);
}
