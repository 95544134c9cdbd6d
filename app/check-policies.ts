import { readProject } from '../config/load-project.ts';
import { byPlace } from '../config/parse-file.ts';
import { AgentError } from '../core/errors.ts';
import { checkPolicy } from './check-policy.ts';
import { type CheckedProject, emptyToolset } from './check-project.ts';

/**
 * Checks only the policies of a project, of one agent when it is named.
 *
 * Rejects with `PROJECT_NOT_FOUND`, `AGENT_UNKNOWN`, or `PROJECT_INVALID` when the agent's own file does not check.
 */
export async function checkPolicies(root: string, only?: string): Promise<CheckedProject> {
  const { sources, diagnostics: others } = await readProject(root);
  const agents = [...sources].filter(([name]) => only === undefined || name === only);
  if (only !== undefined && agents.length === 0) throw notChecked(only, others);
  const checked = await Promise.all(
    agents.map(async ([name, agent]) => {
      const toolset = await emptyToolset(root, name);
      return toolset.ok ? checkPolicy(root, agent, toolset.value) : toolset.diagnostics;
    }),
  );
  const strays = others.filter(({ file }) => only === undefined && file.startsWith('policies/'));
  return {
    agents: agents.map(([name]) => name),
    diagnostics: [...strays, ...checked.flat()].toSorted(byPlace),
  };
}

function notChecked(agent: string, problems: readonly { readonly file: string }[]): AgentError {
  return problems.some(({ file }) => file === `agents/${agent}.yaml`)
    ? new AgentError('PROJECT_INVALID', `\`agents/${agent}.yaml\` does not check: run \`trestle check\``)
    : new AgentError('AGENT_UNKNOWN', `no agent \`${agent}\` is declared here`);
}
