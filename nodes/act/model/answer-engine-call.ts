import type { Slot } from '../../../core/flow.ts';
import { activeGoals, type Goals, lapse } from '../../../core/goal.ts';
import { MAX_ACTIVE_INTENTS } from '../../../core/intent.ts';
import type { Message } from '../../../core/message.ts';
import type { Session } from '../../../core/session.ts';
import type { NodeState } from '../../../core/state.ts';
import { OPEN_INTENT } from '../../../core/tool.ts';
import type { JsonObject } from '../../../core/values/json.ts';
import { own } from '../../../core/values/own.ts';
import { attest } from '../../../hearing/attested/attest.ts';
import { attestSaid } from '../../../hearing/attested/attest-said.ts';
import { readQuote } from '../../../hearing/attested/read-quote.ts';
import type { ReadContext } from '../../../hearing/read-slot.ts';

/** An intent that a model works on. */
export interface OpenableIntent {
  readonly tools: readonly string[];
  /** The attested slots that the rules of its actions may read. */
  readonly attested: ReadonlyMap<string, Slot>;
}

export interface EngineCallOptions {
  readonly intents: ReadonlyMap<string, OpenableIntent>;
  /** The attested slots that can be quoted. */
  readonly slots: ReadonlyMap<string, Slot>;
  /** The context in which customers' words are read at this time. */
  readonly reading: (now: Date) => ReadContext;
}

type EngineState = Pick<NodeState, 'messages' | 'turn_id' | 'session' | 'goals'>;

/** The engine's answer to a call of one of its own tools. */
export interface EngineAnswer {
  /** For the model. */
  readonly content: string;
  readonly denied: boolean;
  readonly session: Session;
  readonly goals: Goals;
  /** For the step. */
  readonly noted?: { readonly opened: readonly string[] } | { readonly quoted: readonly string[] };
}

/** Opens an intent, or records a quote of the customer. It changes the action space or an attested slot, and nothing else. */
export function answerEngineCall(
  options: EngineCallOptions,
  state: EngineState,
  { name, arguments: args }: { readonly name: string; readonly arguments: JsonObject },
  now: Date,
): EngineAnswer {
  const text = (key: string) => String(own(args, key) ?? '');
  return name === OPEN_INTENT
    ? open(options, state, text('intent'), now)
    : quote(options, state, { slot: text('slot'), words: text('words') }, now);
}

const unchanged = ({ session, goals }: EngineState, content: string, denied: boolean): EngineAnswer => ({
  content,
  denied,
  session,
  goals,
});

function open(
  { intents, reading }: EngineCallOptions,
  state: EngineState,
  name: string,
  now: Date,
): EngineAnswer {
  const intent = intents.get(name);
  if (!intent)
    return unchanged(state, `There is no intent \`${name}\`. There are: ${listed(intents.keys())}.`, true);
  const opened = `\`${name}\` is open: ${listed(intent.tools)}.`;
  const active = new Set(activeGoals(state.goals).map((goal) => goal.intent));
  if (active.has(name)) return unchanged(state, opened, false);
  const kept = withRoom(state.goals, active);
  if (!kept)
    return unchanged(
      state,
      `Not opened: ${listed(active)} are under way, and no more than that are open at once.`,
      true,
    );
  const goal = { intent: name, since_turn: state.turn_id, flow: null, approved: null };
  // Words from before it was open count too.
  const words = customers(state).map(({ id, content }) => ({ turn_id: id, text: content }));
  const { session } = attestSaid(state.session, words, intent.attested, reading(now));
  return {
    content: opened,
    denied: false,
    session,
    goals: [...lapse(kept), goal],
    noted: { opened: [name] },
  };
}

/** The goals without one that may leave: a guess, or one that is done. Null if all of them are under way. */
function withRoom(goals: Goals, active: ReadonlySet<string>): Goals | null {
  if (active.size < MAX_ACTIVE_INTENTS) return goals;
  const leaving = goals.find(({ likely }) => likely) ?? goals.find(({ done }) => done);
  return leaving ? goals.filter((goal) => goal !== leaving) : null;
}

function quote(
  { slots, reading }: EngineCallOptions,
  state: EngineState,
  { slot: name, words }: { readonly slot: string; readonly words: string },
  now: Date,
): EngineAnswer {
  const slot = slots.get(name);
  if (!slot)
    return unchanged(state, `There is no slot \`${name}\`. There are: ${listed(slots.keys())}.`, true);
  const others = [...slots].flatMap(([other, each]) => (other === name ? [] : [each]));
  for (const message of customers(state)) {
    const said = { text: message.content, answers: isAnswer(message, state.messages) };
    const read = readQuote(words, said, slot, others, reading(now));
    if (!read) continue;
    const session = attest(state.session, name, slot, read, message.id);
    return {
      content: `Recorded: \`${name}\` is ${JSON.stringify(read.value)}.`,
      denied: false,
      session,
      goals: state.goals,
    };
  }
  return unchanged(
    state,
    `Not recorded: the customer said no such words, or they do not say what \`${name}\` is. Ask the customer, then quote the answer word for word.`,
    true,
  );
}

/** The customer's messages, the newest first. */
const customers = ({ messages }: EngineState): readonly Message[] =>
  messages.filter(({ type }) => type === 'human').toReversed();

/** True if the agent's message before it asks something. */
function isAnswer(message: Message, messages: readonly Message[]): boolean {
  const before = messages
    .slice(0, messages.indexOf(message))
    .findLast(({ type, calls }) => type === 'ai' && !calls);
  return before?.content.includes('?') ?? false;
}

const listed = (names: Iterable<string>): string => [...names].map((name) => `\`${name}\``).join(', ');
