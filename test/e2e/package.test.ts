import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from './registry.ts';
import { ROOT } from './server-process.ts';

const run = promisify(execFile);
/** Installs compile a native package where no prebuilt one is to be had. */
const INSTALL_MS = 1_800_000;
const MINUTES = 300_000;

/** The variables of npm and proxies. No other variable of the tests' own reaches a child. */
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(PATH|HOME|(npm_config_(registry|cache|userconfig))|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i.test(
        name,
      ),
    ),
  ),
  npm_config_prefer_offline: 'true',
  npm_config_update_notifier: 'false',
};

const REPORTS = ['api/trestle.api.md', 'api/trestle-testing.api.md'];
const reports = () => REPORTS.map((file) => readFileSync(join(ROOT, file), 'utf8'));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

interface Turn {
  readonly outcome: string;
  readonly reply: { readonly text: string };
  readonly actions: readonly { readonly name: string; readonly executed: boolean }[];
}

const ended: (() => Promise<void>)[] = [];

/** A long-running script of the project, with everything that it prints, until the tests end. */
function script(cwd: string, args: readonly string[], variables: { readonly [name: string]: string } = {}) {
  const child = spawn('npm', ['run', ...args], { cwd, detached: true, env: { ...env, ...variables } });
  const said = { text: '' };
  for (const output of [child.stdout, child.stderr])
    output.on('data', (data) => {
      said.text += data;
    });
  ended.push(() => stopped(child));
  return { child, said };
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  process.kill(-child.pid, 'SIGTERM');
  const late = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 10_000);
  await closed;
  clearTimeout(late);
}

/** Waits until the output matches. Rejects with the output if the script ends first. */
async function saying({ child, said }: ReturnType<typeof script>, pattern: RegExp): Promise<string> {
  for (;;) {
    const [, found] = pattern.exec(said.text) ?? [];
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error(`it ended:\n${said.text}`);
    await pause(100);
  }
}

async function answered(url: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.json();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

describe.skipIf(!registry.answers)(
  `the package in an empty folder${registry.answers ? '' : ` (skipped: ${registry.reason})`}`,
  () => {
    let folder: string;
    let shop: string;
    let packed: Packed;
    let before: readonly string[];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'trestle-package-'));
      shop = join(folder, 'shop');
      before = reports();
      const { stdout } = await run('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
        cwd: ROOT,
        env,
        maxBuffer: 1 << 24,
      });
      [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [Packed];
      await run('npm', ['install', `./${packed.filename}`], { cwd: folder, env });
      // What was compiled for the folder above is the same here: once is enough.
      await run('npx', ['trestle', 'init', 'shop'], {
        cwd: folder,
        env: { ...env, npm_config_ignore_scripts: 'true' },
      });
      const native = 'node_modules/better-sqlite3';
      cpSync(join(folder, native), join(shop, native), { recursive: true });
    }, INSTALL_MS);
    afterAll(async () => {
      for (const end of ended) await end();
      rmSync(folder, { recursive: true, force: true });
    }, 60_000);

    test('holds JavaScript with its declarations, and nothing that only we need', () => {
      const paths = packed.files.map(({ path }) => path);
      expect(paths).toEqual(expect.arrayContaining(['bin/trestle', 'dist/index.d.ts', 'dist/testing.d.ts']));
      expect(paths.filter((path) => /^(test|bench|app|core)\/|\.test\.[jt]s$/.test(path))).toEqual([
        'templates/project/tests/my-agent.test.ts',
      ]);
    });

    test('has the interface that its report says', () => {
      expect(reports(), 'run `npm run build`, and commit what changed in api/').toEqual(before);
    });

    test('is what a new project depends on as it was installed', () => {
      const { dependencies } = JSON.parse(readFileSync(join(shop, 'package.json'), 'utf8'));
      expect(dependencies.trestle).toBe(`file:../${packed.filename}`);
      expect(existsSync(join(shop, 'node_modules/trestle/package.json'))).toBe(true);
    });

    test('serves a new project: an effect under a rule, after a yes', { timeout: MINUTES }, async () => {
      const started = script(shop, ['start'], { PORT: '0' });
      const url = await saying(started, /trestle serves shop at (\S+)/);
      const { thread_id } = (await answered(`${url}/v1/agents/shop/threads`, {})) as { thread_id: string };
      const say = (text: string) =>
        answered(`${url}/v1/threads/${thread_id}/turns`, { text }) as Promise<Turn>;
      expect((await say('Please cancel order A1001')).outcome).toBe('asked');
      expect(await say('mia@example.com')).toMatchObject({ outcome: 'awaiting_confirmation' });
      const done = await say('yes');
      expect(done.reply.text).toContain('Order A1001 is cancelled. $25.00');
      expect(done.actions.filter(({ executed }) => executed).map(({ name }) => name)).toContain(
        'cancel_order',
      );
      expect((await say('Please cancel order A1002')).outcome).toBe('refused');
      await stopped(started.child);
    });

    test("passes a new project's own check, tests and types", { timeout: MINUTES }, async () => {
      const { stdout } = await run('npx', ['trestle', 'check', '--format', 'json'], { cwd: shop, env });
      expect(JSON.parse(stdout)).toMatchObject({ errors: 0, warnings: 0, agents: ['shop'] });
      const tests = await run('npm', ['test'], { cwd: shop, env });
      expect(tests.stdout).toMatch(/shop: 9 cases, 9 green[\s\S]*4 passed/);
      expect((await run('npx', ['tsc'], { cwd: shop, env })).stdout).toBe('');
    });

    test('plays the scenarios of a new project', { timeout: MINUTES }, async () => {
      const { stdout } = await run('npx', ['trestle', 'eval'], { cwd: shop, env });
      expect(stdout).toContain('shop green: 3 of 3 scenarios passed');
    });

    test('opens a new project in LangGraph Studio', { timeout: MINUTES }, async () => {
      const port = await freePort();
      const address = ['--host', '127.0.0.1', '--port', String(port), '--no-reload'];
      const studio = script(shop, ['studio', '--', ...address], { LANGSMITH_TRACING: 'false' });
      const url = `http://127.0.0.1:${port}`;
      while (!(await fetch(`${url}/ok`).catch(() => null))?.ok) {
        if (studio.child.exitCode !== null) throw new Error(studio.said.text);
        await pause(200);
      }
      const input = { messages: [{ role: 'user', content: 'How long does a refund take?' }] };
      const { messages } = (await answered(`${url}/runs/wait`, { assistant_id: 'shop', input })) as {
        messages: readonly { readonly type: string; readonly content: string }[];
      };
      expect(messages.at(-1)).toMatchObject({
        type: 'ai',
        content: expect.stringContaining('3 to 5 working days'),
      });
      await stopped(studio.child);
    });
  },
);
