import { openApart } from '../open/open-apart.ts';
import { readTool } from '../policies/read-tool.ts';
import { openThread } from '../turns/open-thread.ts';
import type { OpenedEvals } from './open-evals.ts';

/** Where one scenario is played. */
export type EvalHarness = Awaited<ReturnType<typeof openEvalHarness>>;

/** The agent with its clock fixed at this instant. */
function atTime(declaration: OpenedEvals['declaration'], clock: string): OpenedEvals['declaration'] {
  return { ...declaration, config: { ...declaration.config, clock } };
}

/** Opens the agent over demo records and a ledger of their own: scenarios do not influence each other. */
export async function openEvalHarness({ fork, ...evals }: OpenedEvals, now: string | undefined) {
  const { toolset } = await fork();
  const { model } = evals;
  const declaration = now === undefined ? evals.declaration : atTime(evals.declaration, now);
  const { runtime, served, close } = await openApart(evals, 'evals', { declaration, toolset, model });
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
