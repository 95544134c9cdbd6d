import { referencesOf } from '../../core/flow-memory.ts';
import {
  currentFlow,
  currentGoal,
  type Goal,
  type Goals,
  lapse,
  MAX_GOALS,
  MOST_RECENT,
} from '../../core/goal.ts';
import { MAX_ACTIVE_INTENTS } from '../../core/intent.ts';
import type { Session } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import { canonicalJson } from '../../core/values/json.ts';
import { asksQuestion } from '../../hearing/clauses/asks-question.ts';
import { type ConfirmationWords, languageOf } from '../../hearing/consent/consent-grammar.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import type { ReadIntentOptions } from '../../hearing/read-intent.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import { readValues } from '../../hearing/read-values.ts';
import { isReference, referencesIn } from '../../hearing/references.ts';
import type { Wish } from '../../hearing/wishes/wish.ts';
import { type HeardTurn, readWish, type SaidSlot } from './read-wish.ts';

/** A declared intent with its driver. */
export interface HandledIntent {
  readonly name: string;
  readonly driver: 'flow' | 'model';
  /** The flow's name; null for the model. */
  readonly flow: string | null;
  /** True for small talk: its flow has `say` and `end` steps only. */
  readonly light: boolean;
  /** True if it adds tools to the always available ones. */
  readonly acts: boolean;
  /** True if it may change something. */
  readonly changes: boolean;
}

export interface BeginOptions {
  readonly confirmation?: Pick<ConfirmationWords, 'language'>;
  readonly intents: ReadonlyMap<string, HandledIntent>;
  readonly reach: ReadonlyMap<string, FlowReach>;
}

type GoalsState = Pick<NodeState, 'session' | 'goals' | 'recent'>;

/** The thread after its message's wishes; `begun`: the new goals, in the order in which they are worked on. */
export interface Begun {
  readonly session: Session;
  readonly goals: Goals;
  readonly begun: readonly Goal[];
  /** The goals whose place another one takes: "actually …, instead". */
  readonly replaced: readonly Goal[];
  readonly said: readonly SaidSlot[];
  /** Values whose words another value explains better. */
  readonly lost: readonly SaidSlot[];
  /** Wishes beyond the number of goals that a thread may hold. */
  readonly tooMany: boolean;
}

/**
 * Begins a goal for each wish, and for each order number or other reference of one. The first is worked on first;
 * wishes with `also` come after the goals under way. A goal under way that is named again goes on with what it
 * remembers. Approvals lapse if another goal begins.
 */
export function beginGoals(
  options: BeginOptions,
  state: GoalsState,
  wishes: readonly Wish[],
  turn: HeardTurn,
): Begun {
  const wanted = withBackground(withoutStatements(options, withoutLight(options, wishes)), turn.rest);
  const before = beginsAnother(options, state.goals, wanted) ? lapse(state.goals) : state.goals;
  const replaced = wanted.some(({ joins }) => joins === 'instead') ? currentGoal(before) : undefined;
  const current = currentFlow(before);
  const recent = current ? referencesOf(current, MOST_RECENT) : state.recent;
  let { session } = state;
  let stay = before;
  const [now, later]: [Goal[], Goal[]] = [[], []];
  const [said, lost]: [SaidSlot[], SaidSlot[]] = [[], []];
  for (const wish of oneForEachGoal(options, wanted, turn.context)) {
    const known =
      wish.joins === 'also' ? undefined : stay.find((goal) => isSame(options, goal.intent, wish.intent));
    const flow = options.intents.get(wish.intent)?.flow ?? null;
    const slots = slotsOf(options, wish.intent);
    const read = readWish({ wish, flow, slots }, { session, recent, replaced, before: known }, turn);
    session = read.session;
    said.push(...read.said);
    lost.push(...read.lost);
    stay = stay.filter((goal) => goal !== known);
    const others = stay;
    const fresh = read.goals.filter((goal) => !others.some((each) => isSaidAgain(each, goal)));
    (wish.joins === 'also' && hasWork(options, stay) && acts(options, wish) ? later : now).push(...fresh);
  }
  const takesItsPlace = now.some(({ intent }) => replaced && !isSame(options, intent, replaced.intent));
  const left = takesItsPlace ? stay.filter((goal) => goal === replaced) : [];
  const all = [...later.toReversed(), ...stay.filter((goal) => !left.includes(goal)), ...now.toReversed()];
  const goals = withoutForgotten(options, all, wanted[0]?.intent);
  const begun = [...now, ...later].filter((goal) => goals.includes(goal));
  const tooMany = goals.length > MAX_GOALS;
  return { session, goals: goals.slice(-MAX_GOALS), begun, replaced: left, said, lost, tooMany };
}

/** True of a goal that waits already, in the same words and with the same values. */
const isSaidAgain = (waiting: Goal, { intent, flow }: Goal): boolean =>
  flow !== null &&
  waiting.intent === intent &&
  waiting.flow?.opening === flow.opening &&
  canonicalJson(waiting.flow.slots) === canonicalJson(flow.slots);

const acts = ({ intents }: BeginOptions, { intent }: Wish) => intents.get(intent)?.acts ?? false;
const hasWork = ({ intents }: BeginOptions, goals: Goals) =>
  goals.some(({ intent, flow }) => flow !== null && intents.get(intent)?.acts);

/** True if another goal begins; a question, or the same goal again, is none. */
function beginsAnother({ intents }: BeginOptions, goals: Goals, wishes: readonly Wish[]): boolean {
  const active = new Set(goals.map(({ intent }) => intent));
  return wishes.some(({ intent }) => intents.get(intent)?.acts && !active.has(intent));
}

/** Removes small talk if the message has another intent. */
function withoutLight({ intents }: BeginOptions, wishes: readonly Wish[]): readonly Wish[] {
  const heavy = wishes.filter(({ intent }) => !intents.get(intent)?.light);
  return heavy.length > 0 ? heavy : wishes.slice(0, 1);
}

/** A single wish has the words of the whole message. */
function withBackground(wishes: readonly Wish[], rest: string): readonly Wish[] {
  const [only, ...others] = wishes;
  if (!only || others.length > 0 || rest.includes(only.text)) return wishes;
  return [{ ...only, background: rest }];
}

/** A statement beside something to do gives a value for it, and asks for no article: "use my gift card". */
function withoutStatements(options: BeginOptions, wishes: readonly Wish[]): readonly Wish[] {
  const states = (wish: Wish) => !wish.unsure && isStatement(options, wish);
  if (!wishes.some((wish) => acts(options, wish) && !states(wish))) return wishes;
  const kept: Wish[] = [];
  let before = '';
  for (const wish of wishes) {
    const last = kept.at(-1);
    if (!states(wish)) kept.push({ ...wish, text: `${before}${wish.text}` });
    else if (last) kept[kept.length - 1] = { ...last, text: `${last.text}\n${wish.text}` };
    before = states(wish) && !last ? `${wish.text}\n` : '';
  }
  return kept;
}

/** True if articles would answer what is no question. */
export function isStatement(
  { intents, reach, confirmation = {} }: BeginOptions,
  { intent, text }: Wish,
): boolean {
  const answers = reach.get(intents.get(intent)?.flow ?? '')?.answers ?? false;
  return answers && !asksQuestion(text, languageOf(confirmation));
}

/** Joins wishes that are one goal: the same flow, unless each names a reference of its own. */
function oneForEachGoal(
  options: BeginOptions,
  wishes: readonly Wish[],
  context: ReadContext,
): readonly Wish[] {
  const joined: Wish[] = [];
  for (const wish of wishes) {
    const at = joined.findIndex(({ intent }) => isSame(options, intent, wish.intent));
    const known = joined[at];
    if (!known) joined.push(wish);
    else if (
      known.text !== wish.text &&
      !(namesOwn(options, known, context) && namesOwn(options, wish, context))
    )
      joined[at] = { ...known, text: `${known.text}\n${wish.text}` };
    else if (known.text !== wish.text) joined.push(wish);
  }
  return joined;
}

const NO_SLOTS: FlowReach['slots'] = new Map();
const slotsOf = ({ intents, reach }: BeginOptions, intent: string) =>
  reach.get(intents.get(intent)?.flow ?? '')?.slots ?? NO_SLOTS;

const namesOwn = (options: BeginOptions, { intent, text }: Wish, context: ReadContext): boolean =>
  [...slotsOf(options, intent).values()].some(
    (slot) => isReference(slot) && referencesIn(text, slot, context).length > 0,
  );

function isSame({ intents }: BeginOptions, one: string, other: string): boolean {
  const flow = intents.get(one)?.flow;
  return one === other || (flow != null && flow === intents.get(other)?.flow);
}

/**
 * Forgets what a thread may not hold: of goals without a flow at most three stay. Questions leave first, then guesses, then
 * what is done. A goal with a flow is never forgotten.
 */
function withoutForgotten({ intents }: BeginOptions, goals: Goals, main: string | undefined): Goals {
  const rank = ({ intent, likely, done }: Goal) => {
    if (intent === main) return 4;
    return !intents.get(intent)?.acts ? 0 : likely ? 1 : done ? 2 : 3;
  };
  const open = goals.filter(({ flow }) => flow === null);
  const dropped = new Set(
    open.toSorted((one, other) => rank(one) - rank(other)).slice(0, -MAX_ACTIVE_INTENTS),
  );
  return goals.filter((goal) => !dropped.has(goal));
}

/** The places of values for an intent's flow, so that no wish is read inside one. */
export function valuesIn(
  { intents, reach }: BeginOptions,
  context: ReadContext,
): ReadIntentOptions['valuesIn'] {
  return (text, intent) => {
    const slots = reach.get(intents.get(intent)?.flow ?? '')?.slots;
    return slots
      ? [...readValues(text, slots, context).values()].flatMap((read) => read.words ?? [read])
      : [];
  };
}
