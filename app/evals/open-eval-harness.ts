import { openApart } from '../open/open-apart.ts';
import { readTool } from '../policies/read-tool.ts';
import { openThread } from '../turns/open-thread.ts';
import type { OpenedEvals } from './open-evals.ts';

/** An agent over its own records and ledger, for one scenario. */
export type EvalHarness = Awaited<ReturnType<typeof openEvalHarness>>;

/** The agent with its clock fixed. */
function atTime(declaration: OpenedEvals['declaration'], clock: string): OpenedEvals['declaration'] {
  return { ...declaration, config: { ...declaration.config, clock } };
}

/** Opens the agent over its own copy of the demo records and its own ledger, so that scenarios are independent. */
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
