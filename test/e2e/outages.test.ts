import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chromaUnderTest } from '../contracts/chroma-under-test.ts';
import {
  message,
  openThread,
  ROOT,
  type ServerProcess,
  START_MS,
  say,
  startServer,
  temporaryData,
} from './server-process.ts';

/** Commands of the operating system, where it has them. */
const SYSTEM = { mount: 'mount', unmount: 'umount' };

const TINY = join(ROOT, 'test/fixtures/tiny');

/** An empty data folder, until the test ends. */
function dataFolder(): string {
  const data = temporaryData();
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  return data;
}

/** A server of a small project, until the test ends. */
async function started(data: string, env = {}, project = TINY): Promise<ServerProcess> {
  const server = await startServer({ project, data, env });
  onTestFinished(async () => void (await server.stop()));
  return server;
}

/** The answer of `/readyz` after the second for which it keeps one. */
async function readiness(url: string) {
  await pause(1_100);
  const answer = await fetch(`${url}/readyz`);
  return { status: answer.status, body: await answer.json() };
}

const READY = { status: 200, body: { status: 'ready', recovering: 0, degraded: [] } };
const NOT_READY = {
  status: 503,
  body: expect.objectContaining({ code: 'NOT_READY', retryable: true, not_ready: ['ledger'] }),
};

/** A turn under a key, as clients send it that repeat what failed. */
async function turn(url: string, thread: string, key: string) {
  const request = message('When are you open?', { 'Idempotency-Key': key });
  const answer = await fetch(`${url}/v1/threads/${thread}/turns`, request);
  const { code, retryable, outcome } = (await answer.json()) as { [name: string]: unknown };
  return { status: answer.status, ...(answer.ok ? { outcome } : { code, retryable }) };
}

const REFUSED = { status: 503, code: 'LEDGER_UNAVAILABLE', retryable: true };
const ANSWERED = { status: 200, outcome: 'answered' };

/** The first answer to a repeated request that is not about a first attempt still under way. */
async function repeated(url: string, thread: string, key: string) {
  for (;;) {
    const answer = await turn(url, thread, key);
    if (answer.status !== 409) return answer;
    await pause(100);
  }
}

/** Mounts a small file system on the folder until the test ends; false where that is not allowed. */
function mounted(folder: string): boolean {
  try {
    execFileSync(SYSTEM.mount, ['-t', 'tmpfs', '-o', 'size=150m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync(SYSTEM.unmount, ['-l', folder]));
  return true;
}

/** Writes a file until nothing more fits. */
function fill(file: string): void {
  for (const size of [1 << 20, 1 << 12]) {
    const chunk = Buffer.alloc(size);
    try {
      for (;;) writeFileSync(file, chunk, { flag: 'a' });
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
  }
}

describe('a ledger that cannot be written', { timeout: START_MS }, () => {
  test('because the disk is full: not ready, turns refused; served again when there is room', async ({
    skip,
  }) => {
    const data = dataFolder();
    if (!mounted(data)) skip('no file system can be mounted here');
    const { url } = await started(data);
    const thread = await openThread(url, 'tiny');
    expect(await turn(url, thread, 'before')).toEqual(ANSWERED);
    fill(join(data, 'filling'));
    // What the log of writes has room for from before is still taken.
    await expect.poll(() => readiness(url), { timeout: 60_000 }).toEqual(NOT_READY);
    expect(await turn(url, thread, 'during')).toEqual(REFUSED);
    unlinkSync(join(data, 'filling'));
    expect(await readiness(url)).toEqual(READY);
    expect(await repeated(url, thread, 'during')).toEqual(ANSWERED);
  });

  test('because another process holds it: not ready, turns refused; served again when it lets go', async () => {
    const data = dataFolder();
    const { url } = await started(data);
    const thread = await openThread(url, 'tiny');
    const other = new Database(join(data, 'ledger.db'));
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    expect(await readiness(url)).toEqual(NOT_READY);
    expect(await turn(url, thread, 'during')).toEqual(REFUSED);
    other.exec('commit');
    expect(await readiness(url)).toEqual(READY);
    expect(await repeated(url, thread, 'during')).toEqual(ANSWERED);
  });

  test('because its folder was deleted: not ready, turns refused; a new start makes it anew', async () => {
    const data = dataFolder();
    const server = await started(data);
    const thread = await openThread(server.url, 'tiny');
    rmSync(data, { recursive: true });
    expect(await readiness(server.url)).toEqual(NOT_READY);
    expect(await turn(server.url, thread, 'during')).toEqual(REFUSED);
    expect(await server.stop()).toBe(0);
    const { url } = await started(data);
    expect(await readiness(url)).toEqual(READY);
    expect(await turn(url, await openThread(url, 'tiny'), 'after')).toEqual(ANSWERED);
  });
});

const chroma = await chromaUnderTest();

/** The process that has the folder's Chroma in its command line. */
function chromaPid(data: string): number {
  const found = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return words.includes('run') && words.includes(join(data, 'chroma'));
      } catch {
        return false;
      }
    });
  expect(found).toHaveLength(1);
  return Number(found[0]);
}

describe.skipIf(!chroma.runs)(
  `a Chroma that is killed${chroma.runs ? '' : ` (skipped: ${chroma.reason})`}`,
  () => {
    test('is stood in for by the words, which is said, and is back later', {
      timeout: START_MS,
    }, async () => {
      const data = dataFolder();
      const runtime = process.env['TRESTLE_CHROMA_RUNTIME'];
      const env = runtime === undefined ? {} : { TRESTLE_CHROMA_RUNTIME: runtime };
      const server = await started(data, env, ROOT);
      const { url } = server;
      expect(await readiness(url)).toEqual(READY);
      const thread = await openThread(url);
      const asked = () => say(url, thread, 'How long do refunds take?');
      const quoted = {
        outcome: 'answered',
        reply: {
          text: expect.stringContaining('(From "When a refund arrives > How long does a refund take?")'),
        },
      };
      expect(await asked()).toMatchObject(quoted);
      process.kill(chromaPid(data), 'SIGKILL');
      const now = async () => (await fetch(`${url}/readyz`)).json();
      const degraded = { status: 'ready', recovering: 0, degraded: ['knowledge'] };
      await expect.poll(now, { interval: 10, timeout: 10_000 }).toEqual(degraded);
      expect(await asked()).toMatchObject(quoted);
      expect(server.complained()).toContain('"event":"part-degraded","part":"knowledge"');
      await expect.poll(async () => (await asked()) && now(), { timeout: 60_000 }).toEqual(READY.body);
      expect(await asked()).toMatchObject(quoted);
      expect(chromaPid(data)).toBeGreaterThan(0);
    });
  },
);
