import { readProject } from '../../config/load-project.ts';
import { byLocation } from '../../config/read/parse-file.ts';
import { AgentError } from '../../core/errors.ts';
import { checkPolicy } from './check-policy.ts';
import { type CheckedProject, emptyToolset } from './check-project.ts';
import { checkReplies } from './check-replies.ts';

/**
 * Checks only the policies of a project, or of one agent. Also reports problems that prevent reading an agent,
 * because its policy cannot be checked then.
 *
 * Rejects with `PROJECT_NOT_FOUND`, `AGENT_UNKNOWN`.
 */
export async function checkPolicies(root: string, only?: string): Promise<Omit<CheckedProject, 'project'>> {
  const { sources, diagnostics } = await readProject(root);
  const wanted = (name: string) => only === undefined || name === only;
  const agents = [...sources].filter(([name]) => wanted(name));
  const unread = diagnostics.filter(({ file }) => {
    const [, name] = /^agents\/([^/]+)\.[a-z]+$/.exec(file) ?? [];
    return name !== undefined && wanted(name) && !sources.has(name);
  });
  if (only !== undefined && agents.length === 0 && unread.length === 0)
    throw new AgentError('AGENT_UNKNOWN', `no agent \`${only}\` is declared here`);
  const strays = diagnostics.filter(({ file }) => only === undefined && file.startsWith('policies/'));
  const checked = await Promise.all(
    agents.map(async ([name, agent]) => {
      const toolset = await emptyToolset(root, name);
      if (!toolset.ok) return toolset.diagnostics;
      const policy = await checkPolicy(root, agent, toolset.value);
      return [...policy, ...(await checkReplies(root, agent, toolset.value))];
    }),
  );
  return {
    agents: agents.map(([name]) => name),
    diagnostics: [...unread, ...strays, ...checked.flat()].toSorted(byLocation),
  };
}
