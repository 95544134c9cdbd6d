import type { AgentDeclaration, Project } from '../../config/read/project.ts';
import { VERSION_CHARACTERS } from '../../config/read/read-agent.ts';
import type { Tool } from '../../core/tool.ts';
import { argumentsSchema } from '../../core/tool-arguments.ts';
import { contentHash, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

export interface VersionedAgent {
  readonly declaration: AgentDeclaration;
  readonly tools: readonly Tool[];
  readonly models: Project['models'];
}

/**
 * Content hash of an agent's declaration, articles, tools as they are declared, and models with their settings.
 *
 * Code has no part in it: a process has one. Rules have a version of their own, which each verdict names.
 */
export function agentVersion({ declaration, tools, models }: VersionedAgent): string {
  const { use, fallbacks = [] } = declaration.config.model ?? {};
  const used = use === undefined ? [] : [use, ...fallbacks];
  const content = {
    declaration: declaration.version,
    articles: Object.fromEntries(declaration.articles.map(({ path, text }) => [path, text])),
    tools: Object.fromEntries(tools.map((tool) => [tool.name, declaredPart(tool)])),
    models: used.map((name) => [name, (own(models, name) as Json | undefined) ?? null]),
  };
  return contentHash(content).slice(0, VERSION_CHARACTERS);
}

function declaredPart(tool: Tool): Json {
  const { description, title, effects, idempotency = null } = tool;
  return { description, title, effects, idempotency, input: argumentsSchema(tool) };
}
