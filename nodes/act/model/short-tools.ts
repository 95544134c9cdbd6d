import type { ModelTool } from '../../../core/ports/model.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/values/json.ts';
import { sentencesOf } from '../../../saying/claims/sentences.ts';

/** The part of a tool that a model needs to write arguments. The engine checks them against the whole schema. */
const KEPT: ReadonlySet<string> = new Set([
  'type',
  'properties',
  'required',
  'items',
  'prefixItems',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
  'additionalProperties',
  'format',
  'minimum',
  'maximum',
  '$ref',
  '$defs',
  'description',
]);

/**
 * Tools as sent: descriptions by their first sentence, a parameter's only where it first stands, and schemas without
 * what only the engine checks.
 */
export function shortTools(tools: readonly ModelTool[]): readonly ModelTool[] {
  const told = new Set<string>();
  return tools.map(({ name, description, parameters }) => ({
    name,
    description: firstSentence(description),
    parameters: shortSchema(parameters, told),
  }));
}

const firstSentence = (text: string): string => sentencesOf(text)[0]?.text ?? text;

function shortSchema(schema: JsonObject, told: Set<string>): JsonObject {
  // A pattern is told where nothing else says what the text is like.
  const bare = !('format' in schema || 'description' in schema);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => (KEPT.has(key) && !saysNothing(key, value)) || (bare && key === 'pattern'))
      .map(([key, value]) => [key, shortPart(key, value, told)]),
  );
}

const saysNothing = (key: string, value: Json): boolean =>
  (key === 'additionalProperties' && !isJsonObject(value)) ||
  (typeof value === 'number' && Math.abs(value) >= Number.MAX_SAFE_INTEGER);

function shortPart(key: string, value: Json, told: Set<string>): Json {
  if (key === 'description' && typeof value === 'string') return firstSentence(value);
  if (key === 'enum' || key === 'const') return value;
  if (Array.isArray(value)) return value.map((part) => (isJsonObject(part) ? shortSchema(part, told) : part));
  if (!isJsonObject(value)) return value;
  if (key === 'properties' || key === '$defs') return shortNamed(value, told);
  return shortSchema(value, told);
}

function shortNamed(parts: JsonObject, told: Set<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => {
      if (!isJsonObject(part)) return [name, part];
      const { description, pattern: _pattern, ...rest } = part;
      const said = `${name}: ${String(description)}`;
      const known = description !== undefined && told.has(said);
      told.add(said);
      return [name, shortSchema(known ? rest : part, told)];
    }),
  );
}
