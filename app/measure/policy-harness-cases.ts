import { AgentError } from '../../core/errors.ts';
import { type RunCase, runCaseFiles, type TopicCases } from '../../rules/cases/run-case-files.ts';
import { openPolicyHarnesses, type PolicyHarness } from './policy-harness.ts';

export interface HarnessCases {
  /** The project's folder. */
  readonly root: string;
  /** One agent only. */
  readonly agent?: string | undefined;
  /** One rule file only. */
  readonly topic?: string | undefined;
}

/** The results of an agent's cases. */
export interface AgentCases {
  readonly harness: PolicyHarness;
  readonly files: readonly TopicCases[];
  readonly runs: readonly RunCase[];
}

/** Runs the cases of a project's agents. Rejects with `PROJECT_INVALID`, also if no rule file has the topic. */
export async function runProjectCases({ root, agent, topic }: HarnessCases): Promise<readonly AgentCases[]> {
  const harnesses = await openPolicyHarnesses(root, agent);
  const run = await Promise.all(harnesses.map((harness) => runAgentCases(harness, topic)));
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

async function runAgentCases(harness: PolicyHarness, topic: string | undefined): Promise<AgentCases> {
  const all = await harness.cases();
  const files = topic === undefined ? all : all.filter((file) => file.topic === topic);
  const { policy, computed, caseNow } = harness;
  return { harness, files, runs: await runCaseFiles(files, { policy, computed, now: caseNow }) };
}
