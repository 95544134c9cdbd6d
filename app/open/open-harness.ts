import { readTool } from '../policies/read-tool.ts';
import { openThread } from '../turns/open-thread.ts';
import { openApart } from './open-apart.ts';
import type { OpenedOffline } from './open-offline.ts';

/** An agent over its own records and ledger, for one conversation. */
export type Harness = Awaited<ReturnType<typeof openHarness>>;

/** The agent with its clock fixed. */
function atTime(declaration: OpenedOffline['declaration'], clock: string): OpenedOffline['declaration'] {
  return { ...declaration, config: { ...declaration.config, clock } };
}

/** Opens the agent over its own copy of the records and its own ledger, so that conversations are independent. */
export async function openHarness({ fork, ...offline }: OpenedOffline, now: string | undefined) {
  const { toolset } = await fork();
  const { model } = offline;
  const declaration = now === undefined ? offline.declaration : atTime(offline.declaration, now);
  const { runtime, served, close } = await openApart(offline, 'evals', { declaration, toolset, model });
  const { tools, clock } = served;
  return {
    harness: runtime,
    tools,
    clock,
    read: readTool(tools),
    openThread: async (customer_id: string | null) =>
      (await openThread(runtime, declaration.config.name, customer_id)).thread_id,
    close,
  };
}
