import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CONFIG_FILES, editorSchema, type JsonSchema } from '../../config/schemas/json-schemas.ts';
import { blocks, codeSpans, PAGES, ROOT } from './read-pages.ts';

const CODE = [
  'adapters',
  'app',
  'bench',
  'bin',
  'api',
  'cli',
  'confidence',
  'config',
  'core',
  'graphs',
  'intents',
];
const AUTHORED = [
  'agents',
  'evals',
  'knowledge',
  'nodes',
  'policies',
  'rules',
  'server',
  'templates',
  'test',
  'tools',
  '.ci',
];

/** Everything that the project says in its files, pages aside. */
const source = [...CODE, ...AUTHORED]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && !entry.name.endsWith('.md') && !entry.parentPath.includes('test/pages')
        ? [readFileSync(join(entry.parentPath, entry.name), 'utf8')]
        : [],
    ),
  )
  .join('\n');
const words = new Set(source.match(/[A-Za-z_]\w*/g));

/** Names that belong to somebody else's interface or stand for what a reader puts in. */
const OTHERS: ReadonlySet<string> = new Set([
  // A misspelling that a reader is told to try.
  'order_total_cent',
  // The dev server's.
  'multitask_strategy',
  // What is said not to be there yet.
  ...['DATABASE_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
]);

test.each(PAGES)('every code, variable and snake_case name that $file uses exists', (page) => {
  const names = codeSpans(page).filter((code) => /^[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+$/.test(code));
  expect(names.filter((name) => !words.has(name) && !OTHERS.has(name))).toEqual([]);
});

const agent = editorSchema(CONFIG_FILES['agent']?.schema as never);

/** Claims that a dotted path names a key of a schema. */
function hasKey(schema: JsonSchema, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  const inside = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return inside.some((each) => {
    const next = each.properties?.[key];
    return next !== undefined && hasKey(next, rest);
  });
}

test.each(PAGES)('every key of an agent that $file names is one', (page) => {
  const keys = codeSpans(page).filter((code) => /^[a-z]+(?:\.[a-zA-Z]+)+$/.test(code));
  const ours = keys.filter((key) => hasKey(agent, key.split('.').slice(0, 1)));
  expect(ours.filter((key) => !hasKey(agent, key.split('.')))).toEqual([]);
});

interface Rules {
  readonly rules: readonly { readonly name: string }[];
}

/** Claims that a value is in another: all keys of an object, all elements of a list. */
function isIn(example: unknown, value: unknown): boolean {
  if (typeof example !== 'object' || example === null) return example === value;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(example))
    return Array.isArray(value) && example.every((each) => value.some((other) => isIn(each, other)));
  const entries = new Map(Object.entries(value));
  return Object.entries(example).every(([key, each]) => isIn(each, entries.get(key)));
}

const isAnywhereIn = (example: unknown, value: unknown): boolean =>
  isIn(example, value) ||
  (typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((each) => isAnywhereIn(example, each)));

test('every YAML example of docs/authoring.md stands in a file of an agent, or of an example', () => {
  const page = PAGES.find(({ file }) => file === 'docs/authoring.md');
  const agents = [
    'agents/retail',
    'agents/airline',
    'test/fixtures/bank/agents/cards',
    'test/pages/examples/search-and-choose/agents/travel',
    'test/fixtures/loaders/agents/desk',
  ];
  const files = agents.flatMap((agent) => {
    const folder = join(ROOT, agent, 'flows');
    return [join(ROOT, `${agent}.yaml`), ...readdirSync(folder).map((name) => join(folder, name))];
  });
  const extra = join(ROOT, 'test/pages/examples');
  files.push(...readdirSync(extra).flatMap((name) => (name.endsWith('.yaml') ? [join(extra, name)] : [])));
  const ours = files.map((file) => parse(readFileSync(file, 'utf8')) as unknown);
  const examples = page ? blocks(page).filter(({ kind }) => kind === 'yaml') : [];
  expect(examples.length).toBeGreaterThan(5);
  const invented = examples.filter(({ text }) => !ours.some((value) => isAnywhereIn(parse(text), value)));
  expect(invented.map(({ text }) => text)).toEqual([]);
});

test("the airline's page of its policy names every rule, and no other", () => {
  const folder = join(ROOT, 'policies/airline');
  const rules = readdirSync(folder)
    .filter((name) => name.endsWith('.rules.json'))
    .flatMap((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as Rules).rules);
  const page = PAGES.find(({ file }) => file === 'policies/airline/README.md');
  const named = page ? codeSpans(page).filter((code) => /^[a-z]+(?:-[a-z0-9]+)+$/.test(code)) : [];
  expect(new Set(named)).toEqual(new Set(rules.map(({ name }) => name)));
});
