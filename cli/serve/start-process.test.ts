import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Served } from './start.ts';

const BIN = fileURLToPath(new URL('../../bin/trestle', import.meta.url));
const TINY = fileURLToPath(new URL('../../test/fixtures/tiny', import.meta.url));

interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly exit: Promise<unknown[]>;
  said(): string;
  complained(): string;
}

function start(project: string, port: string, errors: 'pipe' | number = 'pipe'): Started {
  const data = mkdtempSync(join(tmpdir(), 'trestle-start-'));
  const child = spawn(
    process.execPath,
    [BIN, 'start', '--format', 'json', '--project', project, '--data', data],
    {
      env: { PORT: port },
      stdio: ['ignore', 'pipe', errors],
    },
  ) as Started['child'];
  const exit = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
    rmSync(data, { recursive: true, force: true });
  });
  let [out, problems] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    problems += chunk;
  });
  return { child, exit, said: () => out, complained: () => problems };
}

const FULL = '/dev/full';

/** Reads a metric by name. */
const counted = async (url: string, name: string) => {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
};

describe('a server whose output nobody takes', () => {
  const announced = async (said: () => string) => {
    await expect.poll(said, { timeout: 60_000, interval: 100 }).toMatch(/\}\n$/);
    return (JSON.parse(said()) as Served).url;
  };

  test('goes on when the readers of both streams have left, and counts the lines', async () => {
    const { child, exit, said } = start(TINY, '0');
    const url = await announced(said);
    child.stdout.destroy();
    child.stderr.destroy();
    for (let request = 0; request < 3; request += 1) await fetch(`${url}/v1/threads/none`);
    await expect.poll(() => counted(url, 'trestle_log_lines_lost_total')).toBeGreaterThan(2);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  }, 90_000);

  test.skipIf(!existsSync(FULL))(
    'goes on when the disk of its log is full',
    async () => {
      const { child, exit, said } = start(TINY, '0', openSync(FULL, 'w'));
      const url = await announced(said);
      for (let request = 0; request < 3; request += 1) await fetch(`${url}/v1/threads/none`);
      expect(await counted(url, 'trestle_log_lines_lost_total')).toBeGreaterThan(2);
      child.kill('SIGTERM');
      expect(await exit).toEqual([0, null]);
    },
    90_000,
  );
});

describe('trestle start', () => {
  test('serves a project, ends open streams when told to stop, and exits with 0', async () => {
    const { child, exit, said } = start(TINY, '0');
    await expect.poll(said, { timeout: 60_000, interval: 100 }).toMatch(/\}\n$/);
    const { url, mode, agents } = JSON.parse(said()) as Served;
    expect({ mode, agents }).toEqual({ mode: 'embedded', agents: ['tiny'] });
    const opened = await fetch(`${url}/v1/agents/tiny/threads`, { method: 'POST' });
    const { thread_id } = (await opened.json()) as { thread_id: string };
    const turn = await fetch(`${url}/v1/threads/${thread_id}/turns`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: 'I want a human' }),
    });
    expect(await turn.json()).toMatchObject({ thread_id, outcome: 'escalated', mode: 'embedded' });
    const events = await fetch(`${url}/v1/threads/${thread_id}/events`);
    child.kill('SIGTERM');
    expect(await events.text()).toContain('event: escalation-opened');
    expect(await exit).toEqual([0, null]);
  }, 90_000);

  test('names a taken port and exits with 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { exit, complained } = start(TINY, port);
    expect(await exit).toEqual([1, null]);
    expect(complained()).toContain(
      `ADDRESS_UNAVAILABLE port ${port} on \`127.0.0.1\` is taken by another program`,
    );
  }, 90_000);

  test('says everything that does not check, in place, and exits with 1', async () => {
    const project = mkdtempSync(join(tmpdir(), 'trestle-broken-'));
    onTestFinished(() => rmSync(project, { recursive: true, force: true }));
    mkdirSync(join(project, 'agents'));
    writeFileSync(
      join(project, 'agents', 'shop.yaml'),
      'name: shop\ndescripton: A shop that sells things.\nsignals: { person: 5 }\n',
    );
    const { exit, said, complained } = start(project, '0');
    expect(await exit).toEqual([1, null]);
    expect(said()).toBe('');
    const problems = complained();
    expect(problems).toMatch(
      /^agents\/shop\.yaml:2:1 CONFIG_UNKNOWN_KEY .*\n {2}help: did you mean `description`\?\n/m,
    );
    expect(problems).toContain('> 2 | descripton: A shop');
    expect(problems).toMatch(/^agents\/shop\.yaml:3:\d+ CONFIG_INVALID /m);
    expect(problems).toMatch(/^PROJECT_INVALID the project does not check: \d+ errors$/m);
    expect(complained()).not.toMatch(/at \S+ \(/);
  }, 30_000);
});
