import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ROOT, START_MS } from './server-process.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'trestle-start-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs a start that is to fail; answers its exit code and every line of standard error. */
async function start(args: readonly string[], env: { readonly [name: string]: string } = {}) {
  const child = spawn(process.execPath, [join(ROOT, 'bin/trestle'), 'start', ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, said: said.trimEnd().split('\n') };
}

/** A module that every process of the test loads first. */
const preload = (text: string) => {
  const file = join(home, 'preload.mjs');
  writeFileSync(file, text);
  return { NODE_OPTIONS: `--import=${file}` };
};

describe('a start that cannot be says why in a sentence, at once', { timeout: START_MS }, () => {
  test('a port that is taken, before anything is made', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    const data = join(home, 'data');
    expect(await start(['--data', data], { PORT: String(port) })).toEqual({
      code: 1,
      said: [`ADDRESS_UNAVAILABLE port ${port} on \`127.0.0.1\` is taken by another program; set \`PORT\``],
    });
    expect(readdirSync(home)).toEqual([]);
  });

  test('a host that is not this machine', async () => {
    expect(await start(['--data', join(home, 'data')], { HOST: '203.0.113.7' })).toEqual({
      code: 1,
      said: ['ADDRESS_UNAVAILABLE `203.0.113.7` is not an address of this machine; set `HOST`'],
    });
  });

  test('a data folder that is a file', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    expect(await start(['--data', file])).toEqual({
      code: 1,
      said: [`DATA_FOLDER_UNUSABLE \`${file}\` is a file; \`--data\` names a folder`],
    });
    expect((await start(['--data', join(file, 'below')])).said).toEqual([
      `DATA_FOLDER_UNUSABLE \`${file}/below\` cannot be made: \`${file}\` is a file; \`--data\` names a folder`,
    ]);
  });

  test('a project that is not there', async () => {
    expect(await start(['--project', join(home, 'absent')])).toEqual({
      code: 1,
      said: [`PROJECT_NOT_FOUND there is no folder \`${home}/absent\``],
    });
    expect((await start(['--project', home])).said).toEqual([
      `PROJECT_NOT_FOUND \`${home}\` holds no \`agents/*.yaml\``,
    ]);
  });

  test('a variable that cannot be used', async () => {
    expect(await start([], { PORT: 'http' })).toEqual({
      code: 1,
      said: ['ENVIRONMENT_INVALID PORT: Invalid input: expected number, received NaN'],
    });
  });

  test('a Node that is too old', async () => {
    const old = preload(
      "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });",
    );
    expect(await start([], old)).toEqual({
      code: 1,
      said: ['NODE_UNSUPPORTED this is Node 18.20.4; trestle needs 20.19 or newer'],
    });
  });

  test('another Node than the one that installed the packages', async () => {
    const other = preload(`process.dlopen = () => {
      const message = 'was compiled against a different Node.js version using NODE_MODULE_VERSION 115.';
      throw Object.assign(new Error(message), { code: 'ERR_DLOPEN_FAILED' });
    };`);
    const { code, said } = await start(['--data', join(home, 'data')], other);
    expect({ code, last: said.at(-1) }).toEqual({
      code: 1,
      last: `NODE_UNSUPPORTED the packages were installed with another Node than this one (${process.version}): run \`npm rebuild\`, or the Node that installed them`,
    });
  });
});
