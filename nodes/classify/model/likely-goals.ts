import type { Goals } from '../../../core/goal.ts';
import { type IntentGuess, MAX_ACTIVE_INTENTS } from '../../../core/intent.ts';
import { splitClauses } from '../../../hearing/clauses/split-clauses.ts';
import type { MessageIntents } from '../../../hearing/read-intent.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from '../classify-options.ts';

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
  // An older guess makes room for a newer one, and for none of this message.
  const named = new Set(likely.map(({ name }) => name));
  const isOld = (goal: Goals[number]) => goal.likely && goal.since_turn !== turn_id;
  const others = goals.filter((goal) => !isOld(goal) || named.has(goal.intent));
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

/** The least confidence of a part of a message beside what is sure. */
const PART_FLOOR = 0.25;

/** Opens for a model what a request may mean beside what was understood of it: parts that are not sure enough. */
export function likelyBeside(
  options: Pick<ClassifyOptions, 'intents'>,
  { goals: before, turn_id, text }: Pick<ClassifyState, 'goals' | 'turn_id' | 'text'>,
  update: ClassifyUpdate,
  { lost }: Pick<MessageIntents, 'lost'>,
): ClassifyUpdate {
  const guesses = lost.flatMap(({ kind, of, confidence }) =>
    kind === 'begin' && of !== null && confidence >= PART_FLOOR ? [{ name: of, confidence }] : [],
  );
  if (guesses.length === 0 || !asksFor(text)) return update;
  const likely = guesses.toSorted((one, other) => other.confidence - one.confidence);
  const goals = update.goals ?? before;
  const open = withLikely(options, { goals, turn_id }, likely);
  return open === goals ? update : { ...update, goals: open };
}

/** True of a message with a request or a question. */
export const asksFor = (text: string): boolean => splitClauses(text).some(({ form }) => form === 'request');
