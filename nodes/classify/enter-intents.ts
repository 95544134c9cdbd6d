import { newFrame } from '../../core/flow-memory.ts';
import { asNamed, type Goal, type Goals, lapse } from '../../core/goal.ts';
import { MAX_ACTIVE_INTENTS } from '../../core/intent.ts';
import type { Session } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import { attest } from '../../hearing/attest.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import { readValues } from '../../hearing/read-values.ts';

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
}

export interface EnterOptions {
  readonly intents: ReadonlyMap<string, HandledIntent>;
  readonly reach: ReadonlyMap<string, FlowReach>;
}

type GoalsState = Pick<NodeState, 'session' | 'goals'>;

/** The customer's message; with several intents also the sentence of each. */
interface HeardTurn {
  readonly turn_id: string;
  readonly text: string;
  readonly said?: ReadonlyMap<string, string>;
  readonly context: ReadContext;
}

/**
 * Begins a goal for each intent, the first one on top: its flow knows every slot that the message already
 * fills. A goal under way moves to the top with what it remembers. Approvals lapse if it begins another.
 */
export function enterIntents(
  options: EnterOptions,
  state: GoalsState,
  names: readonly string[],
  turn: HeardTurn,
) {
  const wanted = oneForEachFlow(options, withoutLight(options, names));
  const goals = beginsAnother(options, state.goals, names) ? lapse(state.goals) : state.goals;
  let { session } = state;
  const entered: Goal[] = [];
  for (const name of wanted) {
    const before = goals.find(({ intent }) => isSameBusiness(options, intent, name));
    const read = enter(options, name, before, session, turn);
    session = read.session;
    entered.push(read.goal);
  }
  const stay = goals.filter(({ intent }) => !wanted.some((name) => isSameBusiness(options, intent, name)));
  const dropped = leastImportant(options, [...asNamed(stay), ...entered], wanted[0]);
  return {
    session,
    goals: [...stay, ...entered.toReversed()].filter((goal) => !dropped.has(goal)),
    pending: null,
  };
}

/** Claims that another goal begins; a question, or the same goal again, is none. */
function beginsAnother({ intents }: EnterOptions, goals: Goals, names: readonly string[]): boolean {
  const active = new Set(goals.map(({ intent }) => intent));
  return names.some((name) => intents.get(name)?.acts && !active.has(name));
}

/** The goal, new or under way, with every slot of its flow that its sentence fills, or else the message. */
function enter(
  { intents, reach: reaches }: EnterOptions,
  intent: string,
  before: Goal | undefined,
  known: Session,
  turn: HeardTurn,
): { readonly goal: Goal; readonly session: Session } {
  const goal = { intent, since_turn: turn.turn_id, approved: before?.approved ?? null };
  const name = intents.get(intent)?.flow;
  const reach = name ? reaches.get(name) : undefined;
  if (!name || !reach) return { goal: { ...goal, flow: null }, session: known };
  const own = turn.said?.get(intent) ?? turn.text;
  const values = new Map([
    ...readValues(turn.text, reach.slots, turn.context),
    ...readValues(own, reach.slots, turn.context),
  ]);
  let flow = before?.flow ?? newFrame(name, own);
  let session = known;
  for (const [key, slot] of reach.slots) {
    const read = values.get(key);
    if (!read) continue;
    flow = { ...flow, slots: { ...flow.slots, [key]: read.value } };
    session = attest(session, key, slot, read, turn.turn_id);
  }
  return { goal: { ...goal, flow }, session };
}

/** Removes small talk if the message has another intent. */
function withoutLight({ intents }: EnterOptions, names: readonly string[]): readonly string[] {
  const heavy = names.filter((name) => !intents.get(name)?.light);
  return (heavy.length > 0 ? heavy : names.slice(0, 1)).slice(0, MAX_ACTIVE_INTENTS);
}

/** Keeps one intent for each flow, so that a shared flow runs once. */
function oneForEachFlow(options: EnterOptions, names: readonly string[]): readonly string[] {
  return names.filter(
    (name, index) => names.findIndex((other) => isSameBusiness(options, other, name)) === index,
  );
}

function isSameBusiness({ intents }: EnterOptions, one: string, other: string): boolean {
  const flow = intents.get(one)?.flow;
  return one === other || (flow != null && flow === intents.get(other)?.flow);
}

/**
 * Those that are more than a thread may hold. The message's main point stays; a question in the middle is
 * forgotten before the business that it interrupted.
 */
function leastImportant({ intents }: EnterOptions, all: Goals, main: string | undefined): ReadonlySet<Goal> {
  const rank = ({ intent }: Goal) => (intent === main ? 2 : intents.get(intent)?.acts ? 1 : 0);
  return new Set(all.toSorted((one, other) => rank(one) - rank(other)).slice(0, -MAX_ACTIVE_INTENTS));
}
