import type { Goals } from '../../../core/goal.ts';
import { type IntentGuess, MAX_ACTIVE_INTENTS } from '../../../core/intent.ts';
import type { ClassifyOptions, ClassifyState } from '../classify-options.ts';

/** The least confidence of a guess that is opened for a model. Rules and the customer's yes stand behind it all the same. */
const FLOOR = 0.1;

/** The goals with those that an unsure message may mean, as far as there is room: the model finds out which it is. */
export function withLikely(
  { intents }: Pick<ClassifyOptions, 'intents'>,
  { goals, turn_id }: Pick<ClassifyState, 'goals' | 'turn_id'>,
  guesses: readonly IntentGuess[],
): Goals {
  const isKept = (name: string) => intents.get(name)?.acts ?? false;
  const likely = guesses.filter(({ name, confidence }) => {
    const intent = intents.get(name);
    return confidence >= FLOOR && intent?.driver === 'model' && intent.acts;
  });
  const named = new Set(likely.map(({ name }) => name));
  const others = goals.filter((goal) => !(goal.likely && !named.has(goal.intent)));
  const open = new Set(others.map(({ intent }) => intent));
  const room = MAX_ACTIVE_INTENTS - [...open].filter(isKept).length;
  const added = likely.filter(({ name }) => !open.has(name)).slice(0, Math.max(0, room));
  if (added.length === 0) return goals;
  return [
    ...added.map(
      ({ name }) =>
        ({ intent: name, since_turn: turn_id, flow: null, approved: null, likely: true }) as const,
    ),
    ...others,
  ];
}
