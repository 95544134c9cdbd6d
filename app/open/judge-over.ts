import type { Judge } from '../../core/ports/judge.ts';
import type { Tool, Toolset } from '../../core/tool.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { policyJudge } from '../../rules/judge/policy-judge.ts';
import { type ReadTool, readTool } from '../policies/read-tool.ts';

/** A record that a rule needs and that takes longer counts as missing. */
const FACT_TIMEOUT_MS = 5000;

/** An agent's tools by name, how reads run, and the judge over the records that they read. */
export interface JudgedTools {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly read: ReadTool;
  readonly judge: Judge;
}

/** Judges under the newest policy by the records of a toolset. */
export function judgeOver({ tools: list, facts: computed }: Toolset, policy: () => Policy): JudgedTools {
  const tools = new Map(list.map((tool) => [tool.name, tool]));
  const read = readTool(tools);
  return { tools, read, judge: policyJudge({ policy, read, computed, timeoutMs: FACT_TIMEOUT_MS }) };
}
