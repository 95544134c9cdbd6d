import { type RecordedRun, recordedTurns } from '../../adapters/models/recorded-turns.ts';
import type { AgentConfig } from '../../config/schemas/agent-schema.ts';
import type { Message } from '../../core/message.ts';
import type { TranscriptEntry } from '../../core/ports/ledger.ts';
import { type AgentState, NEW_THREAD, type NodeState, newTurn } from '../../core/state.ts';
import type { Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import type { agentNodes } from '../../graphs/agent-nodes.ts';
import { flatState, nestedUpdate } from '../../graphs/node-state.ts';
import { windowMessages } from '../../graphs/state.ts';
import { identifiedAs } from '../../nodes/gate/identified-as.ts';
import type { ListeningModel } from './listening-model.ts';
import type { Call } from './prompt-cost.ts';
import { parsedResult } from './recorded-calls.ts';

/** A call of ours, with the messages and the context of which it was made. */
export interface OurCall extends Call {
  readonly window: readonly Message[];
  readonly context: NodeState['context'];
}

interface Playing {
  readonly nodes: Pick<ReturnType<typeof agentNodes>, 'classify' | 'assemble' | 'act'>;
  readonly listening: ListeningModel;
  /** The transcript, to which what is said is added. */
  readonly said: TranscriptEntry[];
  readonly identity: AgentConfig['identity'];
  readonly tools: ReadonlyMap<string, Tool>;
  readonly now: Date;
}

type Recorded = ReturnType<typeof recordedTurns>[number];

/** Plays a conversation through the nodes before an action; what it came to is as recorded. */
export async function playedCalls(run: RecordedRun, playing: Playing): Promise<readonly OurCall[]> {
  let state: AgentState = { messages: [], thread: NEW_THREAD, turn: newTurn(undefined) };
  const calls: OurCall[] = [];
  for (const [index, turn] of recordedTurns(run).entries()) {
    const message: Message = { id: `t${index + 1}`, type: 'human', content: turn.text };
    state = { ...said(state, message), turn: newTurn(message) };
    for (const node of [playing.nodes.classify, playing.nodes.assemble])
      state = await step(state, node, playing);
    for (const recorded of turn.answers) {
      playing.listening.answer(recorded);
      state = await step(state, playing.nodes.act, playing);
      const answer = {
        content: recorded.text,
        ...(recorded.calls.length > 0 ? { calls: recorded.calls } : {}),
      };
      const made = { answer, window: askedWith(state), context: state.turn.context };
      calls.push({ ...playing.listening.asked(), ...made });
      state = await ended(state, turn, playing);
    }
    const reply = state.turn.draft?.text ?? '';
    state = said(state, { id: `${message.id}.reply`, type: 'ai', content: reply });
    playing.said.push(entry(message.id, 'customer', turn.text), entry(message.id, 'agent', reply));
  }
  return calls;
}

const said = (state: AgentState, message: Message): AgentState => ({
  ...state,
  messages: windowMessages(state.messages, [message]),
});

const entry = (turn_id: string, role: TranscriptEntry['role'], text: string): TranscriptEntry => ({
  thread_id: 'thread',
  turn_id,
  role,
  text,
  at: '',
});

async function step(
  state: AgentState,
  node: (state: NodeState, run: never) => Promise<Partial<NodeState>>,
  { now }: Playing,
): Promise<AgentState> {
  const { signal } = new AbortController();
  const run = { tenant: 'bench', thread_id: 'thread', now, note: () => {}, signal };
  const { messages, ...rest } = nestedUpdate(state, await node(flatState(state), run as never));
  return { ...state, ...rest, messages: windowMessages(state.messages, messages ?? []) };
}

/** The messages before the model's answer, if that is a call. */
function askedWith({ messages, turn }: AgentState): readonly Message[] {
  return turn.proposal
    ? messages.slice(
        0,
        messages.findLastIndex(({ calls }) => calls !== undefined),
      )
    : messages;
}

/** The state after a proposed action with its recorded result, and the world with its effect. */
async function ended(state: AgentState, { results }: Recorded, playing: Playing): Promise<AgentState> {
  const { proposal } = state.turn;
  if (!proposal) return state;
  const { action, action_id, call_id } = proposal;
  const result = parsedResult(results.get(call_id ?? '') ?? '');
  const { signal } = new AbortController();
  const call = { now: playing.now, key: action_id, signal };
  await playing.tools
    .get(action.name)
    ?.run(action.arguments, call)
    .catch(() => null);
  const lastAction = { proposal, status: 'executed' as const, result, reasons: [] };
  const session = identified(state, action, result, playing.identity);
  return {
    ...state,
    thread: { ...state.thread, session },
    turn: { ...state.turn, lastAction, proposal: null },
  };
}

function identified(
  { thread: { session } }: AgentState,
  action: Parameters<typeof identifiedAs>[0],
  result: Json,
  identity: Playing['identity'],
): AgentState['thread']['session'] {
  const failed = typeof result === 'string' && result.startsWith('Error');
  if (session.customer_id !== null || failed || !identity?.tools.includes(action.name)) return session;
  const customer_id = identifiedAs(action, result, identity.argument ?? null);
  return { ...session, customer_id, identified_by: action.name };
}
