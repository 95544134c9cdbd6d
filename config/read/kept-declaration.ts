import { z } from 'zod';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import { Flow } from '../../core/flow.ts';
import type { Json } from '../../core/values/json.ts';
import { AgentConfig } from '../schemas/agent-schema.ts';
import { ModelsConfig } from '../schemas/models-schema.ts';
import { parseSource } from './parse-file.ts';
import type { AgentDeclaration, Project } from './project.ts';
import { type AgentSources, declarationOf } from './read-agent.ts';
import { openSource, type Source } from './source.ts';

/** A declaration as data. Its parts are read by today's schemas, as files are. */
const Kept = z.object({
  config: z.unknown(),
  flows: z.array(z.tuple([z.string(), z.unknown()])),
  examples: z.array(z.tuple([z.string(), z.array(z.string())])),
  models: z.unknown(),
});

/** A declaration, with the models that it uses, as data. */
export function keptDeclaration(
  declaration: AgentDeclaration,
  models: Readonly<Record<string, unknown>>,
): Json {
  const { config, flows, examples } = declaration;
  return JSON.parse(JSON.stringify({ config, flows: [...flows], examples: [...examples], models })) as Json;
}

/** Reads a declaration that was kept as data. Positions in its sources mean nothing to an author. */
export function readKept(
  kept: Json,
  articles: AgentDeclaration['articles'],
): Parsed<{ readonly agent: AgentSources; readonly models: Project['models'] }> {
  const { config, flows, examples, models } = Kept.parse(kept);
  const main = readPart('agent.json', config, AgentConfig);
  const prices = readPart('models.json', { models }, ModelsConfig);
  const read = flows.map(([name, flow]) => [name, readPart(`${name}.json`, flow, Flow)] as const);
  const broken = [main, prices, ...read.map(([, flow]) => flow)].flatMap(problemsOf);
  if (!main.ok || !prices.ok || broken.length > 0) return { ok: false, diagnostics: broken };
  const whole = read.flatMap(([name, flow]) => (flow.ok ? [[name, flow.value] as const] : []));
  const declaration = declarationOf({
    config: main.value.value,
    flows: new Map(whole.map(([name, { value }]) => [name, value])),
    examples: new Map(examples),
    articles,
  });
  const agent = {
    declaration,
    source: main.value.source,
    flows: new Map(whole.map(([name, { source }]) => [name, source])),
    broken: new Set<string>(),
    examples: new Map(examples.map(([intent, texts]) => [intent, asRead(intent, texts)])),
  };
  return { ok: true, value: { agent, models: prices.value.value.models } };
}

interface ReadPart<T> {
  readonly value: T;
  readonly source: Source;
}

function readPart<T>(file: string, part: unknown, schema: z.ZodType<T>): Parsed<ReadPart<T>> {
  const source = openSource({ file, text: JSON.stringify(part) ?? '' });
  if (!source.ok) return source;
  const parsed = parseSource(source.value, schema);
  return parsed.ok ? { ok: true, value: { value: parsed.value, source: source.value } } : parsed;
}

const problemsOf = (part: Parsed<unknown>): readonly Diagnostic[] => (part.ok ? [] : part.diagnostics);

const asRead = (intent: string, texts: readonly string[]) => ({
  file: `${intent}.txt`,
  messages: texts.map((text, index) => ({ text, line: index + 1 })),
});
