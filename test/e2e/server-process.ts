import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The project's own folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A first start trains and ingests; on a busy machine that takes a while. */
export const START_MS = 180_000;

// Trained intents are found by the hash of what they were trained on, so tests may share them.
const TRAINED = join(tmpdir(), `trestle-e2e-intents-${process.getuid?.() ?? 'user'}`);

/** A real `trestle start` that listens. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it wrote to standard error. */
  complained(): string;
  /** Ends it as a power cut would, by its own pid, and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it as an operator would, and answers its exit code. */
  stop(): Promise<number | null>;
}

interface StartServer {
  readonly data: string;
  readonly project?: string;
  /** Added to the environment; no variable of the tests' own reaches the server. */
  readonly env?: { readonly [name: string]: string };
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** An empty data folder that knows the intents that earlier tests trained. */
export function temporaryData(): string {
  const data = mkdtempSync(join(tmpdir(), 'trestle-data-'));
  if (existsSync(TRAINED)) cpSync(TRAINED, join(data, 'intents'), { recursive: true });
  return data;
}

/** Starts a server on a free port and answers when it is ready; rejects with its words when it ends instead. */
export async function startServer({ data, project = ROOT, env = {} }: StartServer): Promise<ServerProcess> {
  const args = [join(ROOT, 'bin/trestle'), 'start', '--format', 'json', '--project', project, '--data', data];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { PATH: process.env['PATH'], HOME: data, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  let problems = '';
  child.stderr.on('data', (chunk) => {
    problems += chunk;
  });
  const url = await listening(child, closed, () => problems);
  await ready(url);
  shareTrained(data);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await closed;
    return child.exitCode;
  };
  return {
    url,
    pid: child.pid ?? 0,
    complained: () => problems,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  };
}

async function listening(child: Child, closed: Promise<unknown>, problems: () => string): Promise<string> {
  let said = '';
  const served = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.endsWith('}\n')) resolve((JSON.parse(said) as { url: string }).url);
    });
  });
  const ended = closed.then((): never => {
    throw new Error(`the server ended: ${problems()}`);
  });
  const late = new AbortController();
  const timeout = new Promise<never>((_resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the server did not start: ${problems()}`));
    }, START_MS - 5_000);
    late.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  return await Promise.race([served, ended, timeout]).finally(() => late.abort());
}

async function ready(url: string): Promise<void> {
  const answer = await fetch(`${url}/readyz`);
  if (!answer.ok) throw new Error(`not ready: ${await answer.text()}`);
}

function shareTrained(data: string): void {
  const trained = join(data, 'intents');
  if (!existsSync(trained)) return;
  const copy = mkdtempSync(`${TRAINED}-`);
  cpSync(trained, copy, { recursive: true });
  const old = `${copy}-old`;
  mkdirSync(old);
  try {
    if (existsSync(TRAINED)) renameSync(TRAINED, join(old, 'intents'));
    renameSync(copy, TRAINED);
  } catch {
    // Another test shared its own a moment ago.
  }
  for (const folder of [copy, old]) rmSync(folder, { recursive: true, force: true });
}

/** Parts of a turn's answer that the tests look at. */
export interface Turn {
  readonly thread_id: string;
  readonly turn_id: string;
  readonly outcome: string;
  readonly reply: { readonly text: string } | null;
  readonly actions: readonly { readonly name: string; readonly executed: boolean }[];
}

/** Opens a thread of the retail agent. */
export async function openThread(url: string, agent = 'retail'): Promise<string> {
  const answer = await fetch(`${url}/v1/agents/${agent}/threads`, { method: 'POST' });
  return ((await answer.json()) as { thread_id: string }).thread_id;
}

/** The request that sends a message, for `fetch`. */
export function message(text: string, headers: { readonly [name: string]: string } = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ text }),
  };
}

/** Sends a message and answers the turn; rejects with the problem when it is refused. */
export async function say(url: string, thread: string, text: string, key?: string): Promise<Turn> {
  const request = message(text, key === undefined ? {} : { 'Idempotency-Key': key });
  const answer = await fetch(`${url}/v1/threads/${thread}/turns`, request);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Turn;
}
