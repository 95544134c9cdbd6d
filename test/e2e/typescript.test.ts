import { execFile, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOADER = join(ROOT, 'bin/typescript.mjs');
const run = promisify(execFile);

/** Programs of other Node versions, separated by colons; the one that runs the tests is always tried. */
const others = (process.env['TRESTLE_NODES'] ?? '').split(':').filter((path) => path !== '');
const nodes = [process.execPath, ...others].map((path) => ({
  path,
  version: spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.trim(),
}));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trestle-typescript-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const load = (node: string, file: string) => run(node, ['--import', LOADER, file], { cwd: folder });

describe.each(nodes)('TypeScript on Node $version', ({ path: node }) => {
  test("runs as it is, another project's tools included", async () => {
    const project = join(folder, 'shop');
    cpSync(join(ROOT, 'test/fixtures/tiny'), project, { recursive: true });
    // The fixture names the engine by where it stands itself.
    const tools = join(project, 'tools/tiny/index.ts');
    writeFileSync(tools, readFileSync(tools, 'utf8').replaceAll("'../../../../../", `'${ROOT}`));
    symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
    const args = [join(ROOT, 'bin/trestle'), 'policy', 'check', '--project', project, '--format', 'json'];
    const { stdout, stderr } = await run(node, args, { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({ errors: 0, agents: ['tiny'] });
    expect(stderr).toBe('');
  });

  test("of a project that imports the package by its name gets the checkout's sources", async () => {
    const file = written(
      'names.ts',
      "import { tool } from 'trestle';\nimport { tryTool } from 'trestle/testing';\nconsole.log(typeof tool, typeof tryTool);\n",
    );
    expect((await load(node, file)).stdout).toBe('function function\n');
  });

  test('keeps lines and columns where it throws', async () => {
    const file = written(
      'throws.ts',
      'interface A {\n  readonly b: string;\n}\nconst a: A | null = null;\n(a as A).b;\n',
    );
    await expect(load(node, file)).rejects.toMatchObject({
      stderr: expect.stringMatching(/throws\.ts:5:\d+\)?\n[\s\S]*|throws\.ts:5\n/),
    });
  });

  test('that cannot be erased is refused by name and place', async () => {
    const file = written('enum.ts', 'export const one = 1;\nexport enum Colour { red }\n');
    await expect(load(node, file)).rejects.toMatchObject({
      stderr: expect.stringMatching(/enum\.ts:2[\s\S]*TypeScript enum is not supported in strip-only mode/),
    });
  });

  test('of a package is not handled: packages ship JavaScript', async () => {
    mkdirSync(join(folder, 'node_modules/dependency'), { recursive: true });
    written(
      'node_modules/dependency/package.json',
      '{"name":"dependency","type":"module","exports":"./index.ts"}',
    );
    written('node_modules/dependency/index.ts', 'export const one: number = 1;\n');
    const file = written(
      'uses.ts',
      "import { one } from 'dependency';\nconsole.log(one satisfies number);\n",
    );
    await expect(load(node, file)).rejects.toMatchObject({ stderr: expect.stringMatching(/ERR_U/) });
  });

  test('leaves what it made in a data folder, and makes no data folder', async () => {
    const file = written(
      'says.ts',
      "const word: string = 'loaded';\nsetTimeout(() => console.log(word), 1000);\n",
    );
    const said = (data: string) =>
      run(node, ['--import', LOADER, file, '--data', data], { cwd: folder }).then(({ stdout }) => stdout);
    expect(await said(join(folder, 'absent'))).toBe('loaded\n');
    expect(existsSync(join(folder, 'absent'))).toBe(false);
    const data = join(folder, 'data');
    mkdirSync(data);
    expect(await said(data)).toBe('loaded\n');
    const [kept, ...more] = readdirSync(data);
    expect([kept, more]).toEqual([expect.stringMatching(/^(stripped\.json|compiled)$/), []]);
    writeFileSync(join(data, 'stripped.json'), '[["cut o');
    expect(await said(data)).toBe('loaded\n');
  });
});
