import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkProject } from '../app/check/check-project.ts';
import { ERRORS, RETIRED } from '../core/errors.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const FOLDERS = [
  'core',
  'config',
  'rules',
  'hearing',
  'saying',
  'nodes',
  'confidence',
  'intents',
  'graphs',
  'adapters',
  'tools',
  'app',
  'server',
  'cli',
  'api',
];
/** The doors and the outside world: only there is a clock, chance or an environment. */
const MAY_LOOK_OUTSIDE = /^(?:app|adapters|cli|server)\//;

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const files = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
const isSource = (file: string) => file.endsWith('.ts') && !file.endsWith('.test.ts');
const sources = FOLDERS.flatMap(files).filter(isSource);

/** Everything that is written here, tests, measurements and their support too. */
const written = [...FOLDERS, 'test', 'bench', 'bin', 'templates']
  .flatMap(files)
  .filter((file) => /\.(?:ts|mjs)$/.test(file) && !file.startsWith('test/fixtures/broken/'));

test('source files fit on a few screens', () => {
  const all = [...sources, ...written.filter((file) => !file.endsWith('.test.ts'))];
  const long = all.filter((file) => read(file).split('\n').length > 251);
  expect(long).toEqual([]);
});

test('a folder has at most 25 source files', () => {
  const counts = new Map<string, number>();
  for (const file of written.filter(isSource))
    counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
});

test('most source files fit on one screen', () => {
  const lengths = sources.map((file) => read(file).split('\n').length).toSorted((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(70);
});

test('every node and every part of one has a test beside it', () => {
  // A file of types has nothing to test.
  const withCode = sources.filter(
    (file) => file.startsWith('nodes/') && /^export (?:async )?(?:function|const) /m.test(read(file)),
  );
  expect(withCode.length).toBeGreaterThan(20);
  expect(withCode.filter((file) => !existsSync(join(root, file.replace(/\.ts$/, '.test.ts'))))).toEqual([]);
});

test('only the doors and adapters read the environment, the clock or chance', () => {
  const pattern = /process\.env|Date\.now|new Date\(\)|Math\.random|randomUUID|performance\.now/;
  const elsewhere = sources.filter(
    (file) => !MAY_LOOK_OUTSIDE.test(file) && pattern.test(withoutDurations(file)),
  );
  expect(elsewhere).toEqual([]);
});

/** The file without the clock of its own durations. Studio's messages may come without an id. */
function withoutDurations(file: string): string {
  const allowed: { readonly [file: string]: RegExp } = {
    'graphs/instrument.ts': /performance\.now/g,
    'rules/judge/policy-judge.ts': /performance\.now/g,
    'graphs/state.ts': /randomUUID/g,
  };
  const pattern = allowed[file];
  return pattern ? read(file).replace(pattern, '') : read(file);
}

test('only app/env.ts reads the environment', () => {
  // A native library is configured by a variable alone; writing it is no reading.
  const reads = (file: string) =>
    read(file).replace("process.env['ORT_DISABLE_TELEMETRY'] = '1'", '').includes('process.env');
  expect(sources.filter((file) => file !== 'app/env.ts' && reads(file))).toEqual([]);
});

test('regular expressions of our own are made of our own text', () => {
  // In each of them the text is a constant of the file or a route of ours; an author's pattern goes to `core/values/pattern.ts`.
  const ours = [
    'cli/generate/module-diagram.ts',
    'hearing/clauses/shared-noun.ts',
    'hearing/lists/english.ts',
    'hearing/values/read-addresses.ts',
    'saying/claims/own-promise.ts',
    'saying/claims/said-dates.ts',
    'saying/claims/telling-values.ts',
    'server/app.ts',
  ];
  const made = sources.filter((file) => /\bRegExp\(/.test(read(file)));
  expect(made.toSorted()).toEqual(ours);
});

test('nothing is mocked by module', () => {
  const tests = [...FOLDERS, 'test'].flatMap(files).filter((file) => file.endsWith('.test.ts'));
  expect(
    tests.filter((file) => /\bvi\.mock\b/.test(read(file)) && !file.endsWith('architecture.test.ts')),
  ).toEqual([]);
});

test('every port has a contract that its adapters are held to', () => {
  const ports = files('core/ports').map((file) => file.replace('core/ports/', '').replace('.ts', ''));
  // No adapter: a clock is one line, a judge is `rules/`, which has tests of its own. Actions, escalations, recorded actions, outcomes and versions are parts of the ledger.
  const held = ports.filter(
    (port) =>
      ![
        ...['clock', 'judge', 'action-log', 'escalation-log', 'recorded-actions', 'outcome-log'],
        'version-log',
      ].includes(port),
  );
  const missing = held.filter((port) => !existsSync(join(root, `test/contracts/${port}.contract.ts`)));
  expect(missing).toEqual([]);
});

test('every top-level folder stands in docs/architecture.md', () => {
  const page = read('docs/architecture.md');
  const folders = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => name);
  expect(folders.filter((name) => !page.includes(`${name}/`))).toEqual([]);
});

describe('plain words', () => {
  /** Bands whose comments are in the field's terms. */
  const PLAIN = [...sources, ...files('bench').filter(isSource)];

  test('no doc comment begins with What, Whether or How', () => {
    const riddles = written.flatMap((file) =>
      [...read(file).matchAll(/\/\*\*[\s*]*(?:What|Whether|How)\b[^\n]*/g)].map(
        ([text]) => `${file}: ${text}`,
      ),
    );
    expect(riddles).toEqual([]);
  });

  test('identifiers have the names of the field', () => {
    const banned =
      /\b(?:bringIn|unhurried|retrial|misfit|Standing|must)\s*[(<:=]|\b(?:const|let|function|interface|type) (?:desk|bench)\b/;
    expect(PLAIN.filter((file) => banned.test(withoutTexts(read(file))))).toEqual([]);
  });
});

/** A file's code without comments and texts. */
function withoutTexts(code: string): string {
  return code.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g,
    '',
  );
}

describe('error codes', () => {
  const codes = Object.keys(ERRORS);
  test('are all documented', () => {
    const page = read('docs/errors.md');
    expect(codes.filter((code) => !page.includes(code))).toEqual([]);
  });
  test('are all used', () => {
    const all = sources
      .filter((file) => file !== 'core/errors.ts')
      .map(read)
      .join('\n');
    expect(codes.filter((code) => !all.includes(`'${code}'`))).toEqual([]);
  });
  test('do not come back', () => {
    expect(codes.filter((code) => RETIRED.includes(code))).toEqual([]);
  });
});

test('every agent that is declared here checks', async () => {
  const { agents, diagnostics } = await checkProject(root);
  expect(agents.length).toBeGreaterThan(0);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});
