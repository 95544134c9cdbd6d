import { AgentError } from '../../core/errors.ts';
import type { Tool } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { resultProblem } from '../../core/values/size-limits.ts';

export type ReadTool = (
  tool: string,
  args: JsonObject,
  call: { readonly signal: AbortSignal; readonly now: Date },
) => Promise<Json>;

/** Runs read tools for facts and the customer's record. Rejects tools with effects. */
export function readTool(tools: ReadonlyMap<string, Tool>): ReadTool {
  return async function readByTool(name, args, { signal, now }) {
    const tool = tools.get(name);
    if (!tool || tool.effects) throw new AgentError('TOOL_FAILED', `\`${name}\` is not a read tool`);
    const result = await tool.run(args, { key: `read:${name}`, now, signal });
    const problem = resultProblem(result);
    if (problem) throw new AgentError('TOOL_FAILED', `\`${name}\`: ${problem}`);
    return result;
  };
}
