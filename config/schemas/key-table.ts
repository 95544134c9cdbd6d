import { own } from '../../core/values/own.ts';
import type { JsonSchema } from './json-schemas.ts';

/** One row of a table of keys. */
export interface KeyRow {
  /** Dotted, with `[]` for the entries of a list and `*` for names that the author chooses. */
  readonly key: string;
  readonly takes: string;
  readonly fallback: string;
  readonly meaning: string;
}

interface Walk {
  readonly definitions: { readonly [name: string]: JsonSchema };
  readonly rows: Map<string, KeyRow>;
  /** The key under which each definition was described first. Definitions may contain themselves. */
  readonly described: Map<string, string>;
}

/** Every key of a schema, in declared order. */
export function keyRows(schema: JsonSchema): readonly KeyRow[] {
  const walk: Walk = { definitions: schema.definitions ?? {}, rows: new Map(), described: new Map() };
  describeInside(walk, schema, '');
  return [...walk.rows.values()];
}

/** Inside a union no key is shown as required: it is required only in its own branch. */
function describeInside(walk: Walk, schema: JsonSchema, prefix: string, inUnion = false): void {
  const { $ref, properties = {}, required = [], items, additionalProperties, allOf = [] } = schema;
  const below = (name: string) => (prefix === '' ? name : `${prefix}.${name}`);
  if ($ref !== undefined) describeDefinition(walk, $ref, prefix);
  for (const [name, property] of Object.entries(properties)) {
    if (name !== '$schema') describeKey(walk, property, below(name), !inUnion && required.includes(name));
  }
  if (items) describeInside(walk, items, `${prefix}[]`);
  if (typeof additionalProperties === 'object') describeInside(walk, additionalProperties, below('*'));
  for (const part of allOf) describeInside(walk, part, prefix, inUnion);
  for (const option of options(schema)) describeInside(walk, option, prefix, true);
}

const options = ({ anyOf = [], oneOf = [] }: JsonSchema): readonly JsonSchema[] => [...anyOf, ...oneOf];

function describeDefinition(walk: Walk, reference: string, prefix: string): void {
  const name = reference.split('/').at(-1) ?? '';
  if (walk.described.has(name)) return;
  walk.described.set(name, prefix);
  describeInside(walk, own(walk.definitions, name) ?? {}, prefix);
}

function describeKey(walk: Walk, schema: JsonSchema, key: string, required: boolean): void {
  const before = walk.rows.get(key);
  const meaning = schema.description ?? describedBy(walk, schema);
  const fallback = schema.default === undefined ? (required ? 'required' : '') : code(schema.default);
  const takes = [...new Set([...(before?.takes.split(' or ') ?? []), ...kinds(walk, schema)])].join(' or ');
  walk.rows.set(key, { key, takes, fallback, meaning: before?.meaning || meaning });
  describeInside(walk, schema, key);
}

function describedBy(walk: Walk, schema: JsonSchema): string {
  const $ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  const first = $ref === undefined ? undefined : walk.described.get($ref.split('/').at(-1) ?? '');
  return first === undefined ? '' : `As \`${first}\`.`;
}

const KINDS: { readonly [type: string]: string } = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  array: 'list',
  object: 'keys',
  null: 'null',
};

function kinds(walk: Walk, schema: JsonSchema): readonly string[] {
  const { $ref, type, allOf = [] } = schema;
  if ($ref !== undefined) return kinds(walk, own(walk.definitions, $ref.split('/').at(-1) ?? '') ?? {});
  if (schema.const !== undefined) return [code(schema.const)];
  if (schema.enum !== undefined) return schema.enum.map(code);
  if (type !== undefined) return [type].flat().map((each) => own(KINDS, each) ?? each);
  const inner = [...allOf, ...options(schema)].flatMap((option) => kinds(walk, option));
  return inner.length > 0 ? [...new Set(inner)] : ['anything'];
}

const code = (value: unknown): string =>
  `\`${typeof value === 'string' && value !== '' ? value : JSON.stringify(value)}\``;
