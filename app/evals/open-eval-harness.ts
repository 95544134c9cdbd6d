import { randomUUID } from 'node:crypto';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { sqliteCheckpoints } from '../checkpoints/checkpoints.ts';
import { openAgent } from '../open/open-agent.ts';
import { readTool } from '../policies/read-tool.ts';
import { stepSink } from '../turns/step-sink.ts';
import { threadEvents } from '../turns/thread-events.ts';
import { type TurnRuntime, wallTime } from '../turns/turn-runtime.ts';
import type { OpenedEvals } from './open-evals.ts';

const tenant = 'evals';

/** Where one scenario is played. */
export type EvalHarness = Awaited<ReturnType<typeof openEvalHarness>>;

/** The agent with its clock fixed at this instant. */
function atTime(declaration: OpenedEvals['declaration'], clock: string): OpenedEvals['declaration'] {
  return { ...declaration, config: { ...declaration.config, clock } };
}

/** Opens the agent over demo records and a ledger of their own: scenarios do not influence each other. */
export async function openEvalHarness(
  { policy, fork, knowledge, ...shared }: OpenedEvals,
  now: string | undefined,
) {
  const { toolset } = await fork();
  const { name } = shared.declaration.config;
  const ledger = await sqliteLedger({ file: ':memory:', tenant, instance: randomUUID() });
  const checkpoints = await sqliteCheckpoints(':memory:', () => ledger.turns);
  const events = threadEvents(ledger.events);
  const served = await openAgent({
    ...shared,
    declaration: now === undefined ? shared.declaration : atTime(shared.declaration, now),
    toolset,
    knowledge,
    ledger,
    steps: stepSink(checkpoints.journal, () => events),
    checkpointer: checkpoints.saver,
    policy: () => policy,
  });
  const harness: TurnRuntime = {
    tenant,
    agents: new Map([[name, served]]),
    ledger,
    events,
    active: new Map(),
    recovering: new Set(),
    prune: checkpoints.prune,
    turnEnded: () => {},
  };
  const tools = new Map(toolset.tools.map((tool) => [tool.name, tool]));
  const openThread = async (customer_id: string | null): Promise<string> => {
    const thread_id = randomUUID();
    const { version: config_version } = shared.declaration;
    await ledger.threads.open({
      thread_id,
      agent: name,
      config_version,
      customer_id,
      created_at: wallTime(),
    });
    return thread_id;
  };
  const close = async () => {
    await ledger.close();
    await checkpoints.close();
  };
  return { harness, tools, clock: served.clock, read: readTool(tools), openThread, close };
}
