import { randomUUID } from 'node:crypto';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { perTenant } from '../../core/tenant.ts';
import { sqliteCheckpoints } from '../checkpoints/checkpoints.ts';
import { stepSink } from '../turns/step-sink.ts';
import { threadEvents } from '../turns/thread-events.ts';
import { type TurnRuntime, turnRuntimes } from '../turns/turn-runtime.ts';
import type { AgentWiring, ComposedAgent } from './compose-agent.ts';

/** Opens an agent over a ledger of its own, in memory: runs there know nothing of each other. */
export async function openApart(
  agent: ComposedAgent,
  tenant: string,
  wiring: Omit<AgentWiring, 'ledger' | 'steps' | 'checkpointer'>,
) {
  const ledger = await sqliteLedger({ file: ':memory:', tenant, instance: randomUUID() });
  const checkpoints = await sqliteCheckpoints(':memory:', (of) => ledger.of(of).turns);
  const events = perTenant((of) => threadEvents(ledger.of(of).events));
  const served = await agent.runIn({
    ...wiring,
    ledger,
    steps: stepSink(checkpoints.journal, events),
    checkpointer: checkpoints.saver,
  });
  const { name } = served.declaration.config;
  const agents = new Map([[name, served]]);
  const atRest: TurnRuntime['atRest'] = async (_, { thread_id }) => {
    checkpoints.forget(thread_id);
    await checkpoints.prune(thread_id);
  };
  const runtimes = turnRuntimes({ agents, ledger, events, atRest });
  const close = async () => {
    await ledger.close();
    await checkpoints.close();
  };
  return { runtime: runtimes(tenant), served, close };
}
