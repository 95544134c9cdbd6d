import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkProject } from '../../app/check/check-project.ts';
import { copyTemplate, templateManifest } from './copy-template.ts';
import { requireName } from './project-name.ts';

const BIN = fileURLToPath(new URL('../../bin/trestle', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trestle-init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const init = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [BIN, 'init', ...args], { cwd: folder }).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );

describe('a new project', () => {
  test('is named throughout, checks, and is about nothing else', async () => {
    const target = join(folder, 'corner-shop');
    const files = copyTemplate(target, 'corner-shop', 'file:../trestle.tgz');
    expect(files).toContain('.npmrc');
    expect(files).toContain('agents/corner-shop.yaml');
    const all = files.map((file) => readFileSync(join(target, file), 'utf8')).join('\n');
    expect(all).not.toContain('my-agent');
    expect(JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))).toMatchObject({
      name: 'corner-shop',
      dependencies: { trestle: 'file:../trestle.tgz' },
    });
    // Its tools import the package by its name, from outside of this checkout: that part is for the package's own test.
    const { agents, diagnostics } = await checkProject(target);
    expect(agents).toEqual(['corner-shop']);
    expect(diagnostics.filter(({ file }) => !file.startsWith('tools/'))).toEqual([]);
  });

  test('uses the releases that are tested here', () => {
    const { dependencies, devDependencies } = templateManifest();
    const own = JSON.parse(
      readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'),
    );
    const tested = { ...own.dependencies, ...own.devDependencies };
    for (const [name, release] of Object.entries({ ...dependencies, ...devDependencies }))
      expect([name, release]).toEqual([name, tested[name]]);
  });
});

describe('what cannot be made is refused in a sentence, and nothing is left behind', () => {
  test.each([
    [
      'My Shop',
      'INIT_REFUSED `My Shop` cannot be the name of an agent: it is written in small letters, digits and hyphens',
    ],
    ['trestle', 'INIT_REFUSED `trestle` cannot be the name of an agent: the name is reserved'],
    ['http', 'INIT_REFUSED `http` cannot be the name of an agent: the name is reserved'],
    ['constructor', 'INIT_REFUSED `constructor` cannot be the name of an agent: the name is reserved'],
    [
      'zod',
      'INIT_REFUSED `zod` cannot be the name of an agent: a package that the project uses is called so',
    ],
  ])('%s', async (name, sentence) => {
    const { code, stderr } = await init(name, '--no-install');
    expect([code, stderr.startsWith(sentence)]).toEqual([1, true]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a folder with something in it', async () => {
    mkdirSync(join(folder, 'shop'));
    writeFileSync(join(folder, 'shop/notes.txt'), 'mine');
    const { code, stderr } = await init('shop', '--no-install');
    expect(code).toBe(1);
    expect(stderr).toContain('INIT_REFUSED `shop` is not empty: it holds `notes.txt`; name a new folder');
    expect(readdirSync(join(folder, 'shop'))).toEqual(['notes.txt']);
  });

  test('a file', async () => {
    writeFileSync(join(folder, 'shop'), '');
    expect((await init('shop')).stderr).toContain('INIT_REFUSED `shop` is a file');
  });

  test('a name of more than 60 characters', () => {
    expect(() => requireName('a'.repeat(61), [])).toThrow('more than 60 characters');
  });
});

test('a checkout that is not built says how it is, and one that is becomes a dependency by its path', async () => {
  const { code, stdout, stderr } = await init('shop', '--no-install', '--format', 'json');
  // Whether this checkout is built, others say.
  if (code === 0)
    expect(JSON.parse(stdout)).toMatchObject({ agent: 'shop', trestle: expect.stringMatching(/^file:/) });
  else expect([code, stderr]).toEqual([1, expect.stringContaining('is not built: run `npm run build`')]);
});
