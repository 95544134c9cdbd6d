import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type NetworkLog, networkLog } from '../network-log.ts';
import { openThread, ROOT, START_MS, say, startServer, temporaryData } from './server-process.ts';

let data: string;
let home: string;
let proxy: NetworkLog;
beforeAll(() => {
  data = temporaryData();
});
afterAll(() => rmSync(data, { recursive: true, force: true }));
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'trestle-home-'));
  mkdirSync(join(home, 'temporary'));
  proxy = await networkLog();
});
afterEach(async () => {
  await proxy.close();
  rmSync(home, { recursive: true, force: true });
});

/** Where programs keep things that nobody asked them to keep. */
const variables = () => ({ HOME: home, TMPDIR: join(home, 'temporary'), ...proxy.variables });

async function trestle(args: readonly string[], input = ''): Promise<number | null> {
  const child = spawn(process.execPath, [join(ROOT, 'bin/trestle'), ...args], {
    cwd: home,
    env: { PATH: process.env['PATH'], ...variables() },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin.end(input);
  await once(child, 'close');
  return child.exitCode;
}

describe('nothing leaves the machine, and no file the data folder, when nothing is configured', () => {
  afterEach(() => {
    expect(proxy.asked).toEqual([]);
    expect(readdirSync(home, { recursive: true })).toEqual(['temporary']);
  });

  test(
    'by a server that answers a question and ends',
    async () => {
      const server = await startServer({ data, env: variables() });
      const thread = await openThread(server.url);
      expect((await say(server.url, thread, 'How long do refunds take?')).outcome).toBe('answered');
      expect(await server.stop()).toBe(0);
    },
    START_MS,
  );

  test(
    'by a conversation in the terminal',
    async () => {
      expect(await trestle(['chat', 'retail', '--data', data], 'How long do refunds take?\n')).toBe(0);
    },
    START_MS,
  );

  test(
    'by a check of a project',
    async () => {
      expect(await trestle(['check', '--project', join(ROOT, 'test/fixtures/tiny')])).toBe(0);
    },
    START_MS,
  );
});
