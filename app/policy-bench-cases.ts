import { AgentError } from '../core/errors.ts';
import { type RunCase, runCaseFiles, type TopicCases } from '../rules/run-case-files.ts';
import { agentsOf, openPolicyBench, type PolicyBench } from './policy-bench.ts';

export interface BenchCases {
  /** The project's folder. */
  readonly root: string;
  /** One agent only. */
  readonly agent?: string | undefined;
  /** One rule file only. */
  readonly topic?: string | undefined;
}

/** An agent's cases, all of them run. */
export interface AgentCases {
  readonly bench: PolicyBench;
  readonly files: readonly TopicCases[];
  readonly runs: readonly RunCase[];
}

/** Runs the cases of a project's agents. Rejects with `PROJECT_INVALID`, also where no rule file has that topic. */
export async function runProjectCases({ root, agent, topic }: BenchCases): Promise<readonly AgentCases[]> {
  const agents = agent === undefined ? await agentsOf(root) : [agent];
  const run = await Promise.all(agents.map((name) => runAgentCases(root, name, topic)));
  const found = run.filter(({ files }) => files.length > 0);
  if (found.length > 0) return found;
  const folder = `policies/${agent ?? '<agent>'}`;
  throw new AgentError(
    'PROJECT_INVALID',
    topic === undefined
      ? `there are no rules in \`${folder}/\``
      : `there is no \`${folder}/${topic}.rules.json\``,
  );
}

async function runAgentCases(root: string, agent: string, topic: string | undefined): Promise<AgentCases> {
  const bench = await openPolicyBench(root, agent);
  const all = await bench.cases();
  const files = topic === undefined ? all : all.filter((file) => file.topic === topic);
  const { policy, computed, clock } = bench;
  return { bench, files, runs: await runCaseFiles(files, { policy, computed, now: await clock.now() }) };
}
