import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chromaUnderTest } from '../../../test/contracts/chroma-under-test.ts';
import { startChromaServer } from './chroma-server.ts';

const chroma = await chromaUnderTest();

const { header } = process.report.getReport() as unknown as {
  readonly header: { readonly glibcVersionRuntime?: string };
};
const [major = 0, minor = 0] = (header.glibcVersionRuntime ?? '9').split('.').map(Number);
const tooOld = major === 2 && minor < 38;

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-chroma-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe.skipIf(!chroma.runs)(`startChromaServer${chroma.runs ? '' : ` (skipped: ${chroma.reason})`}`, () => {
  test('serves until it is stopped', async () => {
    const server = await startChromaServer({ path: home, ...chroma.options });
    expect((await fetch(`${server.url}/api/v2/heartbeat`)).ok).toBe(true);
    await server.stop();
    await expect(fetch(`${server.url}/api/v2/heartbeat`)).rejects.toThrow();
  });

  test('joins the server that another one started on the folder, and does not stop it', async () => {
    const first = await startChromaServer({ path: home, ...chroma.options });
    const second = await startChromaServer({ path: home, ...chroma.options });
    expect(second.url).toBe(first.url);
    await second.stop();
    expect((await fetch(`${first.url}/api/v2/heartbeat`)).ok).toBe(true);
    await first.stop();
    const third = await startChromaServer({ path: home, ...chroma.options });
    expect((await fetch(`${third.url}/api/v2/heartbeat`)).ok).toBe(true);
    await third.stop();
  });

  test('refuses a folder that is held while nothing answers', async () => {
    const holder = new Database(join(home, 'lock.db'));
    holder.exec('BEGIN EXCLUSIVE');
    await expect(startChromaServer({ path: home, ...chroma.options })).rejects.toMatchObject({
      code: 'KNOWLEDGE_LOCKED',
    });
    holder.close();
  });

  test('ends with the process that started it, however that ends', async () => {
    const script = `import { startChromaServer } from ${JSON.stringify(new URL('./chroma-server.ts', import.meta.url).pathname)};
      const { url } = await startChromaServer(${JSON.stringify({ path: home, ...chroma.options })});
      console.log(url);`;
    const parent = spawn(
      process.execPath,
      ['--import', './bin/typescript.mjs', '--input-type=module', '-e', script],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const heartbeat = `${String(printed).trim()}/api/v2/heartbeat`;
    expect((await fetch(heartbeat)).ok).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(fetch(heartbeat)).rejects.toThrow(), { timeout: 5000 });
  });

  test('can be stopped twice', async () => {
    const server = await startChromaServer({ path: home, ...chroma.options });
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
  });
});

describe.skipIf(!tooOld)(
  `startChromaServer on an old C library${tooOld ? '' : ' (skipped: this one is new enough)'}`,
  () => {
    test('names the version that the server needs', async () => {
      await expect(startChromaServer({ path: home })).rejects.toThrow(
        /cannot run here: version `GLIBC_[\d.]+' not found$/,
      );
    });
  },
);

describe('startChromaServer where the server cannot run', () => {
  test('says so in one line', async () => {
    const runtime = { loader: join(home, 'no-such-loader'), libraryPath: home };
    const failure = await startChromaServer({ path: join(home, 'data'), runtime }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 'KNOWLEDGE_UNAVAILABLE',
      message: expect.stringMatching(/^[^\n]*cannot run here: [^\n]*ENOENT[^\n]*$/),
    });
  });
});
