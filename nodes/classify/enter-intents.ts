import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import { MAX_ACTIVE_INTENTS } from '../../core/intent.ts';
import type { Session } from '../../core/session.ts';
import type { ActiveIntent, NodeState } from '../../core/state.ts';
import { attest } from '../../hearing/attest.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import { readUnasked } from '../../hearing/read-slot.ts';

/** A declared intent, with who handles it. */
export interface HandledIntent {
  readonly name: string;
  readonly driver: 'flow' | 'model';
  /** The flow's name; null for the model. */
  readonly flow: string | null;
  /** Small talk: it only says something. */
  readonly light: boolean;
  /** It brings tools that are not always there. */
  readonly acts: boolean;
}

export interface EnterOptions {
  readonly intents: ReadonlyMap<string, HandledIntent>;
  readonly reach: ReadonlyMap<string, FlowReach>;
}

type GoalsState = Pick<NodeState, 'session' | 'intents' | 'flows'>;

/** The customer's message; of one with several wishes, also the sentence that names each intent. */
interface HeardTurn {
  readonly turn_id: string;
  readonly text: string;
  readonly said?: ReadonlyMap<string, string>;
}

/**
 * Makes intents active, the first one first: its flow goes on top of the stack with every slot that the
 * message already fills. A flow already under way moves to the top with what it remembers.
 */
export function enterIntents(
  options: EnterOptions,
  state: GoalsState,
  names: readonly string[],
  turn: HeardTurn,
) {
  const wanted = oneForEachFlow(options, withoutLight(options, names));
  let session = state.session;
  const frames: FlowFrame[] = [];
  for (const name of wanted) {
    const flow = options.intents.get(name)?.flow;
    const reach = flow ? options.reach.get(flow) : undefined;
    if (!flow || !reach) continue;
    const filled = fillFrame(state, { name, flow, reach }, session, turn);
    session = filled.session;
    frames.unshift(filled.frame);
  }
  const started = new Set(frames.map(({ flow }) => flow));
  return {
    session,
    flows: [...state.flows.filter(({ flow }) => !started.has(flow)), ...frames].slice(-MAX_ACTIVE_INTENTS),
    intents: activate(options, state.intents, wanted, turn.turn_id),
    pending: null,
  };
}

/** Claims that another goal begins; a question, or the same goal again, is none. An approval lapses with it. */
export function beginsAnother(
  { intents }: EnterOptions,
  state: Pick<GoalsState, 'intents'>,
  names: readonly string[],
): boolean {
  const active = new Set(state.intents.map(({ name }) => name));
  return names.some((name) => intents.get(name)?.acts && !active.has(name));
}

/** The flow's frame, new or under way, with every slot that its sentence fills, or else the message. */
function fillFrame(
  { flows }: GoalsState,
  { name, flow, reach }: { readonly name: string; readonly flow: string; readonly reach: FlowReach },
  known: Session,
  turn: HeardTurn,
): { readonly frame: FlowFrame; readonly session: Session } {
  const underWay = flows.find((under) => under.flow === flow);
  const own = turn.said?.get(name) ?? turn.text;
  let frame = underWay ? { ...underWay, intent: name } : newFrame(flow, name, own);
  let session = known;
  for (const [key, slot] of reach.slots) {
    const read = readUnasked(own, slot) ?? readUnasked(turn.text, slot);
    if (!read) continue;
    frame = { ...frame, slots: { ...frame.slots, [key]: read.value } };
    session = attest(session, key, slot, read, turn.turn_id);
  }
  return { frame, session };
}

/** Small talk yields to business of the same message. */
function withoutLight({ intents }: EnterOptions, names: readonly string[]): readonly string[] {
  const heavy = names.filter((name) => !intents.get(name)?.light);
  return (heavy.length > 0 ? heavy : names.slice(0, 1)).slice(0, MAX_ACTIVE_INTENTS);
}

/** Intents that share a flow are the same business: it is gone through once. */
function oneForEachFlow({ intents }: EnterOptions, names: readonly string[]): readonly string[] {
  const flowOf = (name: string) => intents.get(name)?.flow ?? `without a flow: ${name}`;
  return names.filter((name, index) => names.findIndex((other) => flowOf(other) === flowOf(name)) === index);
}

function activate(
  options: EnterOptions,
  active: readonly ActiveIntent[],
  names: readonly string[],
  turnId: string,
): readonly ActiveIntent[] {
  const stay = active.filter(({ name }) => oneForEachFlow(options, [...names, name]).length > names.length);
  const all = [...stay, ...names.map((name) => ({ name, since_turn: turnId }))];
  return mostImportant(options, all, names[0]);
}

/**
 * As many as a thread may hold, in their order. The message's main point stays; a question in the middle
 * is forgotten before the business that it interrupted.
 */
function mostImportant(
  { intents }: EnterOptions,
  all: readonly ActiveIntent[],
  main: string | undefined,
): readonly ActiveIntent[] {
  const rank = ({ name }: ActiveIntent) => (name === main ? 2 : intents.get(name)?.acts ? 1 : 0);
  const kept = new Set(all.toSorted((one, other) => rank(one) - rank(other)).slice(-MAX_ACTIVE_INTENTS));
  return all.filter((intent) => kept.has(intent));
}
