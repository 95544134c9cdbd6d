import { isDeepStrictEqual } from 'node:util';
import { checkLinks } from '../../config/check/check-links.ts';
import { keptDeclaration, readKept } from '../../config/read/kept-declaration.ts';
import type { AgentDeclaration, Project } from '../../config/read/project.ts';
import { AgentError } from '../../core/errors.ts';
import type { KeptVersion } from '../../core/ports/version-log.ts';
import type { Toolset } from '../../core/tool.ts';
import { passagesOf } from '../knowledge/passages-of.ts';
import { usedModels } from './agent-version.ts';
import { type ComposedAgent, type CompositionOver, composeOver } from './compose-agent.ts';
import type { OpenAgent } from './open-agent.ts';

/** A version as the ledger keeps it, so that it can be composed when the files have changed. */
export function keptVersion(
  config_version: string,
  { declaration, project }: Pick<ComposedAgent, 'declaration' | 'project'>,
): KeptVersion {
  const { config, articles } = declaration;
  const models = Object.fromEntries(usedModels(config, project.models));
  return { agent: config.name, config_version, declared: keptDeclaration(declaration, models), articles };
}

/** The parts that an earlier version shares with the current one. */
export interface Shared extends CompositionOver {
  readonly declaration: AgentDeclaration;
  /** Opens the models that a version declares. */
  readonly modelOf: (
    config: AgentDeclaration['config'],
    models: Project['models'],
  ) => Promise<OpenAgent['model']>;
}

/**
 * Composes a version from what was kept of it, over this process's code, tools, records, rules and feedback.
 *
 * Its passages are those of its own articles. Rejects with `PROJECT_INVALID` if it does not fit the tools, the queues
 * or the schemas of today.
 */
export async function composeEarlier(shared: Shared, kept: KeptVersion): Promise<ComposedAgent> {
  const { declaration: current, modelOf, embedder, toolset } = shared;
  const project = projectOf(kept, shared.project, toolset);
  const declaration = project.agents.get(kept.agent) as AgentDeclaration;
  const known = isDeepStrictEqual(declaration.articles, current.articles);
  const knowledge = known ? shared.knowledge : passagesOf(declaration.articles, embedder);
  const model = await modelOf(declaration.config, project.models);
  return composeOver({ ...shared, project, knowledge, model });
}

/** The project as if it declared this version. */
function projectOf(kept: KeptVersion, project: Project, toolset: Toolset): Project {
  const read = readKept(kept.declared, kept.articles);
  if (!read.ok) throw unfit(kept, read.diagnostics);
  const { agent, models } = read.value;
  const then = { ...project, models, agents: new Map([[kept.agent, agent.declaration]]) };
  const tools = new Map(toolset.tools.map((tool) => [tool.name, tool]));
  const { functions = {} } = toolset;
  const problems = checkLinks({ agent, project: then, broken: new Set(), tools, functions });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw unfit(kept, errors);
  return then;
}

function unfit(
  { agent, config_version }: KeptVersion,
  problems: readonly { readonly message: string }[],
): AgentError {
  const reasons = problems.map(({ message }) => message).join('; ');
  return new AgentError(
    'PROJECT_INVALID',
    `version \`${config_version}\` of \`${agent}\` does not fit this process: ${reasons}`,
  );
}
