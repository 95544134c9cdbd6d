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
  const content = {
    declaration: declaration.version,
    articles: Object.fromEntries(declaration.articles.map(({ path, text }) => [path, text])),
    tools: Object.fromEntries(tools.map((tool) => [tool.name, declaredPart(tool)])),
    models: usedModels(declaration.config, models).map(([name, settings]) => [name, asJson(settings)]),
  };
  return contentHash(content).slice(0, VERSION_CHARACTERS);
}

/** The models that an agent uses, the usual ones first, in the order in which they are tried. */
export function usedModels(config: AgentDeclaration['config'], models: Project['models']) {
  const { usual, others } = namedModels(config);
  return [...usual, ...others].map((name) => [name, own(models, name)] as const);
}

/** The names of an agent's usual models, in order, and of those that are preferred at times. */
export function namedModels({ model, intents }: Pick<AgentDeclaration['config'], 'model' | 'intents'>) {
  const usual = model ? [model.use, ...model.fallbacks] : [];
  const preferred = [model?.larger, ...intents.options.map((intent) => intent.model)];
  const others = preferred.flatMap((name) => (name === undefined || usual.includes(name) ? [] : [name]));
  return { usual, others: model ? [...new Set(others)] : [] };
}

const asJson = (settings: unknown) => JSON.parse(JSON.stringify(settings ?? null)) as Json;

function declaredPart(tool: Tool): Json {
  const { description, title, effects, idempotency = null, words = null } = tool;
  return {
    description,
    title,
    effects,
    idempotency,
    words: words && { ...words },
    input: argumentsSchema(tool),
  };
}
