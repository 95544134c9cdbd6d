import type { Message } from '../../core/message.ts';
import type { ThreadRow, TurnRow } from '../../core/ports/ledger.ts';
import { EMPTY_SESSION, type Session } from '../../core/session.ts';
import type { AgentState } from '../../core/state.ts';
import { runMessage } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import type { TurnRuntime } from './turn-runtime.ts';

/** The number of newest transcript entries to search for messages that the graph has not read. */
const TRANSCRIPT_ENTRIES = 60;

/** Runs a turn's message from the start, over the thread's state, with messages that were sent while a person had the thread. */
export async function runTurn(
  runtime: TurnRuntime,
  agent: ServedAgent,
  thread: ThreadRow,
  turn: TurnRow,
  state: AgentState | null,
): Promise<void> {
  const own: Message = { id: turn.turn_id, type: 'human', content: turn.text };
  const missed = state
    ? await unheard(runtime.ledger, turn, new Set(state.messages.map(({ id }) => id)))
    : [];
  await runMessage(runtime, agent, thread.thread_id, [...missed, own], state ? null : firstSession(thread));
}

async function unheard(
  { threads }: TurnRuntime['ledger'],
  turn: TurnRow,
  heard: ReadonlySet<string>,
): Promise<readonly Message[]> {
  const transcript = await threads.transcript(turn.thread_id, TRANSCRIPT_ENTRIES);
  const said = transcript.filter(({ role, turn_id }) => role === 'customer' && turn_id !== turn.turn_id);
  const last = said.findLastIndex(({ turn_id }) => heard.has(turn_id));
  return said.slice(last + 1).map(({ turn_id, text }) => ({ id: turn_id, type: 'human', content: text }));
}

/** The initial session of a customer with a signed token; else null. */
function firstSession({ customer_id }: ThreadRow): Session | null {
  return customer_id === null ? null : { ...EMPTY_SESSION, customer_id, identified_by: 'token' };
}
