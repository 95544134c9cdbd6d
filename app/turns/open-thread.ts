import { randomUUID } from 'node:crypto';
import type { ThreadRow } from '../../core/ports/ledger.ts';
import { agentOf, type TurnRuntime, wallTime } from './turn-runtime.ts';

/** Opens a conversation with an agent. Rejects with `AGENT_UNKNOWN`. */
export async function openThread(
  runtime: TurnRuntime,
  agent: string,
  customer_id: string | null,
): Promise<ThreadRow> {
  const { version } = agentOf(runtime, agent);
  const thread = {
    thread_id: randomUUID(),
    agent,
    config_version: version,
    customer_id,
    created_at: wallTime(),
  };
  await runtime.ledger.threads.open(thread);
  return thread;
}
