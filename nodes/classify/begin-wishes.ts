import { escalationRequest } from '../../core/escalation.ts';
import { currentGoal } from '../../core/goal.ts';
import type { Wish } from '../../hearing/read-intent.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import type { WhichIntent } from '../../hearing/which-intent.ts';
import { sayBegun } from '../../saying/say-goals.ts';
import { beginGoals } from './begin-goals.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';
import type { HeardTurn } from './read-wish.ts';

/** Begins goals, and says them back if there are several or if they have to wait. */
export function begin(
  options: ClassifyOptions,
  state: ClassifyState,
  wishes: readonly Wish[],
  turn: HeardTurn,
): ClassifyUpdate {
  // Small talk takes no values: they wait for a goal.
  const claims = wishes.some(({ intent }) => !options.intents.get(intent)?.light);
  const rest = `${state.unclaimed}\n${turn.rest}`.trim();
  const { session, goals, begun, tooMany } = beginGoals(options, state, wishes, { ...turn, rest });
  const unclaimed = claims ? '' : keptWords(state);
  const acting = begun.filter(({ intent, flow }) => flow !== null && options.intents.get(intent)?.acts);
  const waiting = acting.length > 0 && currentGoal(goals) !== acting[0];
  const said = sayBegun(acting, waiting, options.says, options.about);
  if (tooMany) {
    const reason = `the customer asks for more than ${goals.length} things at once`;
    return {
      session,
      goals,
      unclaimed,
      pending: null,
      escalation: escalationRequest('too_many_goals', reason),
    };
  }
  return { session, goals, unclaimed, pending: null, ...(said ? { spoken: [said] } : {}) };
}

/** The largest number of characters of unclaimed words that are kept. */
const KEPT = 500;

/** The words that began nothing so far, with those of this message. */
export const keptWords = ({ unclaimed, text }: Pick<ClassifyState, 'unclaimed' | 'text'>): string =>
  `${unclaimed}\n${text}`.trim().slice(-KEPT);

/** A wish in these words. */
export const wishFor = (intent: string, text: string): Wish => ({ intent, text, joins: null });

/** Begins the chosen intent with the earlier message, and with further values of the answer. */
export function beginChosen(
  options: ClassifyOptions,
  state: ClassifyState,
  { opening }: WhichIntent,
  wishes: readonly Wish[],
  {
    turn_id,
    text,
    context,
    bare,
  }: {
    readonly turn_id: string;
    readonly text: string;
    readonly context: ReadContext;
    readonly bare: boolean;
  },
): ClassifyUpdate {
  const name = wishes[0]?.intent ?? '';
  const opened = begin(options, state, [wishFor(name, opening.text)], {
    turn_id: opening.turn_id,
    rest: opening.text,
    context,
  });
  const begun = bare
    ? opened
    : begin(options, { ...state, ...opened }, wishes, { turn_id, rest: text, context });
  const whole = bare ? opening.text : `${opening.text}\n${text}`;
  return {
    reading: 'intent',
    intent: { name, confidence: 1, certified: false, guesses: [] },
    ...begun,
    text: whole,
  };
}
