import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AgentError } from '../../../core/errors.ts';

export interface ChromaServerOptions {
  /** The folder of its data. Created if absent. */
  readonly path: string;
  /** A newer C library, for systems whose own is too old for the server. */
  readonly runtime?: { readonly loader: string; readonly libraryPath: string };
  /** Time limit of the start. */
  readonly seconds?: number;
}

/** A Chroma server in use by this process. */
export interface ChromaServer {
  readonly url: string;
  /** The child's process id; undefined for another process's server. */
  readonly pid: number | undefined;
  /** Resolves when the child has ended for any reason. Never resolves for another process's server. */
  readonly ended: Promise<void>;
  /** Stops the server if this process started it. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const ATTEMPTS = 3;
/** The file with the address of the running server. */
const ADDRESS = 'address';
/** The exit code of `chroma-guard.mjs` when another server holds the folder. */
const LOCKED = 75;
const GRACE = 2000;

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, HOST);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
};

const commandFor = (options: ChromaServerOptions, port: string): readonly [string, ...string[]] => {
  const cli = resolve(createRequire(import.meta.url).resolve('chromadb'), '../../cli.mjs');
  const guard = new URL('./chroma-guard.mjs', import.meta.url).href;
  const server = [
    '--import',
    guard,
    cli,
    'run',
    '--path',
    resolve(options.path),
    '--host',
    HOST,
    '--port',
    port,
  ];
  const { runtime } = options;
  return runtime
    ? [runtime.loader, '--library-path', runtime.libraryPath, process.execPath, ...server]
    : [process.execPath, ...server];
};

/** The reason in an error's output, in one line. */
const reasonIn = (output: string): string => {
  const library = /version `\S+' not found/.exec(output)?.[0];
  const lines = output.split('\n').map((line) => line.trim());
  const telling =
    lines.find((line) => /error|unsupported|cannot/i.test(line)) ?? lines.find((line) => line !== '');
  return library ?? telling ?? 'it ended without a word';
};

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/api/v2/heartbeat`, { signal: AbortSignal.timeout(1000) })).ok;
  } catch {
    // Not up yet; the caller asks again.
    return false;
  }
};

const running = (child: ChildProcessWithoutNullStreams): boolean =>
  child.exitCode === null && child.signalCode === null && child.pid !== undefined;

/** Stops a server by SIGINT, then SIGKILL. After SIGTERM it would keep running in a loop. */
const stop = async (child: ChildProcessWithoutNullStreams): Promise<void> => {
  if (!running(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const forced = setTimeout(() => child.kill('SIGKILL'), GRACE);
  await ended;
  clearTimeout(forced);
};

/** Collects the last output of a child, including its failure to start. */
const listen = (child: ChildProcessWithoutNullStreams): (() => string) => {
  let output = '';
  const add = (text: string): void => {
    output = (output + text).slice(-20_000);
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', add);
  child.on('error', (error) => add(error.message));
  return () => output;
};

const failureOf = (child: ChildProcessWithoutNullStreams, output: string): AgentError =>
  child.exitCode === LOCKED
    ? new AgentError('KNOWLEDGE_LOCKED', 'another process serves this knowledge folder')
    : new AgentError(
        'KNOWLEDGE_UNAVAILABLE',
        `the Chroma server that ships with \`chromadb\` cannot run here: ${reasonIn(output)}`,
      );

/** Resolves when the child serves; with `busy` if another program took its port first. */
const untilServing = async (
  child: ChildProcessWithoutNullStreams,
  url: string,
  seconds: number,
): Promise<'serving' | 'busy'> => {
  const output = listen(child);
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    await wait(25);
    if (!running(child)) {
      // Its last output may not have arrived yet.
      await wait(25);
      if (/Address .* is not available/.test(output())) return 'busy';
      throw failureOf(child, output());
    }
    // Its output must say that it listens: on a busy port another server would answer the heartbeat.
    if (/listening on address/.test(output()) && (await answers(url))) return 'serving';
  }
  throw new AgentError('KNOWLEDGE_UNAVAILABLE', `the Chroma server did not start within ${seconds} seconds`);
};

/** The server that another process started on the folder; undefined if it does not answer. */
const joined = async (path: string): Promise<ChromaServer | undefined> => {
  const url = await readFile(join(path, ADDRESS), 'utf8').catch(() => '');
  return url !== '' && (await answers(url))
    ? { url, pid: undefined, ended: new Promise<void>(() => {}), stop: async () => {} }
    : undefined;
};

const started = async (options: ChromaServerOptions): Promise<ChromaServer | undefined> => {
  const url = `http://${HOST}:${await freePort()}`;
  const [command, ...rest] = commandFor(options, new URL(url).port);
  const child = spawn(command, rest, { stdio: 'pipe' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    if ((await untilServing(child, url, options.seconds ?? 15)) === 'busy') return undefined;
    await writeFile(join(options.path, ADDRESS), url);
  } catch (error) {
    await stop(child);
    throw error;
  }
  return { url, pid: child.pid, ended, stop: () => stop(child) };
};

/**
 * Starts the Chroma server that ships in the `chromadb` package as a child, which ends with this process. Uses
 * the server of another process if there is one on the same folder.
 *
 * Rejects with `KNOWLEDGE_LOCKED` if the folder is locked and nothing answers, and with
 * `KNOWLEDGE_UNAVAILABLE` and the reason in one line if the server cannot run here.
 */
export async function startChromaServer(options: ChromaServerOptions): Promise<ChromaServer> {
  await mkdir(options.path, { recursive: true });
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const server = await started(options);
      if (server) return server;
    }
  } catch (error) {
    const other =
      error instanceof AgentError && error.code === 'KNOWLEDGE_LOCKED'
        ? await joined(options.path)
        : undefined;
    if (other) return other;
    throw error;
  }
  throw new AgentError('KNOWLEDGE_UNAVAILABLE', 'found no free port for the Chroma server');
}

/** The runtime that `.ci/install-chroma-runtime` unpacked into a folder. */
export function chromaRuntime(folder: string): { readonly loader: string; readonly libraryPath: string } {
  const name = process.arch === 'arm64' ? 'ld-linux-aarch64.so.1' : 'ld-linux-x86-64.so.2';
  return { loader: resolve(folder, name), libraryPath: resolve(folder) };
}
