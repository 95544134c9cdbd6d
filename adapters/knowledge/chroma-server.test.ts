import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chromaUnderTest } from '../../test/contracts/chroma-under-test.ts';
import { startChromaServer } from './chroma-server.ts';

const chroma = await chromaUnderTest();

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trestle-chroma-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe.skipIf(!chroma.runs)(`startChromaServer${chroma.runs ? '' : ` (skipped: ${chroma.reason})`}`, () => {
  test('serves until it is stopped', async () => {
    const server = await startChromaServer({ path: home, ...chroma.options });
    expect((await fetch(`${server.url}/api/v2/heartbeat`)).ok).toBe(true);
    expect(server.alive()).toBe(true);
    await server.stop();
    expect(server.alive()).toBe(false);
    await expect(fetch(`${server.url}/api/v2/heartbeat`)).rejects.toThrow();
  });

  test('refuses a folder that another server holds, and takes it when that one has ended', async () => {
    const first = await startChromaServer({ path: home, ...chroma.options });
    await expect(startChromaServer({ path: home, ...chroma.options })).rejects.toMatchObject({
      code: 'KNOWLEDGE_LOCKED',
    });
    await first.stop();
    const second = await startChromaServer({ path: home, ...chroma.options });
    await second.stop();
  });

  test('can be stopped twice', async () => {
    const server = await startChromaServer({ path: home, ...chroma.options });
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(server.alive()).toBe(false);
  });
});

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
