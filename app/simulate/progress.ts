import type { SimulatedCustomer, WantedAction, WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { ProposedAction } from '../../core/action.ts';
import type { TurnResult } from '../../core/turn.ts';
import { isSameAction } from './same-action.ts';

/** One wish of the customer, and how far it is. */
export interface Wish {
  readonly index: number;
  readonly goal: WantedGoal;
  /** The action that fulfils it; undefined if that cannot be told. */
  readonly fulfilled: WantedAction | undefined;
  /** Expected actions before it for the same record, which may make it possible: first the cabin, then the flights. */
  readonly restsOn: readonly WantedAction[];
  said: boolean;
  ended: boolean;
  /** True if it ended as its `outcome` says. */
  met: boolean;
  /** The number of times that it had to be said again. */
  tries: number;
}

/** Where a simulated conversation stands. */
export interface Progress {
  readonly wishes: readonly Wish[];
  /** Expected actions that have not run. */
  remaining: readonly WantedAction[];
  readonly executed: ProposedAction[];
  /** Executed actions that nobody wanted. */
  readonly unwanted: ProposedAction[];
  /** Keys of what was said. */
  readonly given: Set<string>;
  readonly askedTwice: string[];
  /** The questions that were answered, by the wish. */
  readonly answered: Set<string>;
  readonly wrongProposals: ProposedAction[];
  /** Turns in which the customer had to say something again, or to say no. */
  wasted: number;
  /** The action that the customer has said yes to. */
  assented: string | null;
}

/** More attempts for one wish no customer makes. */
export const MOST_TRIES = 3;

export function newProgress({ customer, goals, expected: { executed } }: SimulatedCustomer): Progress {
  const acting = goals.filter(({ outcome }) => outcome === undefined);
  const paired = acting.length === executed.length;
  const own = new Set<unknown>(Object.values(customer.identity));
  const recordOf = ({ arguments: args }: WantedAction) =>
    Object.values(args).find((value) => !own.has(value));
  return {
    wishes: goals.map((goal, index) => ({
      index,
      goal,
      fulfilled: paired ? executed[acting.indexOf(goal)] : undefined,
      restsOn: paired ? before(executed, acting.indexOf(goal), recordOf) : [],
      said: false,
      ended: false,
      met: false,
      tries: 0,
    })),
    remaining: executed,
    executed: [],
    unwanted: [],
    given: new Set(),
    askedTwice: [],
    answered: new Set(),
    wrongProposals: [],
    wasted: 0,
    assented: null,
  };
}

/** The expected actions before one, for its record. */
function before(
  executed: readonly WantedAction[],
  at: number,
  recordOf: (action: WantedAction) => unknown,
): readonly WantedAction[] {
  const action = executed[at];
  if (!action) return [];
  return executed
    .slice(0, at)
    .filter((other) => recordOf(other) !== undefined && recordOf(other) === recordOf(action));
}

/** Takes in what a turn did. `hasEffects`: by the tool's name. */
export function absorb(progress: Progress, turn: TurnResult, hasEffects: (tool: string) => boolean): void {
  for (const { name, arguments: args, executed } of turn.actions)
    if (executed && hasEffects(name)) ran(progress, { name, arguments: args });
  for (const { intent, state } of turn.goals)
    if (state === 'done' || state === 'refused') ended(progress, intent, state, isAnswer(turn));
  // An answer from articles ends no goal.
  if (turn.outcome === 'answered' && turn.goals.length === 0 && turn.reply.citations.length > 0)
    ended(progress, turn.intent?.name ?? '', 'done', true);
}

function ran(progress: Progress, action: ProposedAction): void {
  progress.executed.push(action);
  const wanted = progress.remaining.find((expected) => isSameAction(expected, action));
  if (!wanted) {
    progress.unwanted.push(action);
    return;
  }
  progress.remaining = progress.remaining.filter((expected) => expected !== wanted);
  for (const wish of progress.wishes.filter(({ fulfilled }) => fulfilled === wanted)) wish.ended = true;
}

/** False for the reply that nothing was found: it rests on no article and on no record. */
const isAnswer = ({ reply, actions }: TurnResult): boolean =>
  reply.citations.length > 0 || actions.some(({ executed }) => executed);

function ended(
  { wishes, remaining }: Progress,
  intent: string,
  state: 'done' | 'refused',
  answers: boolean,
): void {
  const wish = wishes.find((each) => each.said && !each.ended && each.goal.intent === intent);
  if (state === 'refused' && wish?.restsOn.some((before) => remaining.includes(before))) {
    // It is said again once that is done.
    wish.said = false;
    return;
  }
  if (wish?.goal.outcome !== undefined)
    wish.met = state === 'refused' || (wish.goal.outcome === 'answered' && answers);
  // Of a goal that is called done, its action must have run.
  if (wish && (state === 'refused' || wish.fulfilled === undefined)) wish.ended = true;
}

/** True if exactly the expected actions ran, and each wish without one ended as it must. */
export const isAsExpected = ({ remaining, unwanted, wishes }: Progress): boolean =>
  remaining.length === 0 &&
  unwanted.length === 0 &&
  wishes.every(({ goal, met }) => goal.outcome === undefined || met);

/** The wishes under way, the one that the agent works on first. */
export function openWishes({ wishes }: Progress, { goals }: TurnResult): readonly Wish[] {
  const active = new Set(goals.flatMap(({ intent, state }) => (state === 'active' ? [intent] : [])));
  const open = wishes.filter(({ ended }) => !ended);
  // Who is asked about a wish answers for it, also if they never said it outright.
  const rank = ({ goal, said }: Wish) => (active.has(goal.intent) ? 0 : 2) + (said ? 0 : 1);
  return open.toSorted((one, other) => rank(one) - rank(other));
}
