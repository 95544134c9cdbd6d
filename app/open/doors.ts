import { AgentError } from '../../core/errors.ts';
import { type ByTenant, DEFAULT_TENANT, perTenant } from '../../core/tenant.ts';
import { argumentsSchema } from '../../core/tool-arguments.ts';
import { decide } from '../turns/decide.ts';
import { giveFeedback } from '../turns/give-feedback.ts';
import { openThread } from '../turns/open-thread.ts';
import { readiness } from '../turns/readiness.ts';
import type { Runtime, TenantRuntime } from '../turns/runtime.ts';
import { takeTurn } from '../turns/take-turn.ts';
import type { TurnRuntime } from '../turns/turn-runtime.ts';

/** The runtime's methods, by tenant. */
export function doors(
  runtimes: ByTenant<TurnRuntime>,
  close: () => Promise<void>,
): Omit<Runtime, 'degraded'> {
  let stopping = false;
  const { agents, ledger, recovering } = runtimes(DEFAULT_TENANT);
  const ready = readiness(ledger, () => performance.now());
  const whileOpen = async <T>(work: () => Promise<T>): Promise<T> => {
    if (stopping) throw new AgentError('SERVER_STOPPING', 'the server is stopping');
    return work();
  };
  const of = perTenant((tenant): TenantRuntime => {
    const runtime = runtimes(tenant);
    return {
      ledger: runtime.ledger,
      openThread: ({ agent, customer_id }) => whileOpen(() => openThread(runtime, agent, customer_id)),
      takeTurn: (turn) => whileOpen(() => takeTurn(runtime, turn)),
      decide: (escalationId, decision) => whileOpen(() => decide(runtime, escalationId, decision)),
      giveFeedback: (row) => whileOpen(() => giveFeedback(runtime, row)),
      subscribe: runtime.events.subscribe,
    };
  });
  return {
    ...of(DEFAULT_TENANT),
    of,
    agents: new Map(
      [...agents].map(([name, { declaration, mode, tools }]) => [
        name,
        {
          name,
          description: declaration.config.description,
          mode,
          argumentsOf: (tool) => {
            const found = tools.get(tool);
            return found ? argumentsSchema(found) : null;
          },
        },
      ]),
    ),
    recovering: () => recovering.size,
    notReady: async () => (stopping ? ['stopping'] : ready()),
    async close() {
      if (stopping) return;
      stopping = true;
      await close();
    },
  };
}
