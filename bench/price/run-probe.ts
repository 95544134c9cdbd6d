import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { customerIds } from '../conversations.ts';
import type { Priced } from './price-probe.ts';

const PROBE = fileURLToPath(new URL('./price-probe.ts', import.meta.url));
/** An earlier checkout need not have it. */
const LOADER = new URL('../../bin/typescript.mjs', import.meta.url).href;

/** Counts and slows down what a process asks of the system, where it is installed. */
export const STRACE = 'strace';

/** Each wait for the disk takes so much longer, in microseconds. */
const SLOWER = 2000;

export interface Probe {
  /** The checkout whose code serves. */
  readonly root: string;
  /** The declarations that are served. */
  readonly project: string;
  readonly endpoint?: string;
  readonly conversations?: number;
  readonly clients?: boolean;
  /** Counts waits for the disk, on one that is slower. */
  readonly slowDisk?: boolean;
  /** A copy of the data folder, to be given a long history. */
  readonly history?: string;
}

/** Measures turns in a process of its own, over a data folder of which only what was trained is kept. */
export async function runProbe(
  data: string,
  { root, project, endpoint, conversations = 12, clients = false, slowDisk = false, history }: Probe,
): Promise<Priced> {
  forgetTurns(data);
  const [out, waits] = [`${data}.json`, `${data}.strace`];
  const grown = history !== undefined && (await grow(root, history));
  const node = [
    process.execPath,
    ...['--import', LOADER],
    PROBE,
    ...['--root', root, '--project', project, '--data', data, '--out', out],
    ...['--conversations', String(conversations)],
    ...(endpoint ? ['--driver', 'model', '--endpoint', endpoint] : []),
    ...(clients ? ['--clients'] : []),
    ...(slowDisk ? ['--waits', waits] : []),
    ...(grown ? ['--history', history] : []),
  ];
  const strace = [STRACE, '-f', '--seccomp-bpf', '-o', waits, '-e', 'trace=fsync,fdatasync'];
  const inject = ['-e', `inject=fsync,fdatasync:delay_exit=${SLOWER}`];
  const [command = '', ...args] = slowDisk ? [...strace, ...inject, ...node] : node;
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], cwd: root });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`the probe of ${root} ended with ${code}`);
  return JSON.parse(readFileSync(out, 'utf8')) as Priced;
}

function forgetTurns(data: string): void {
  if (!existsSync(data)) return;
  for (const name of readdirSync(data))
    if (/^(ledger|checkpoints|.*\.records)\.db/.test(name)) rmSync(join(data, name));
}

const HISTORY = 'test/fixtures/ledger/grown-ledger.ts';

/** Gives the ledger 100,000 turns; false where the checkout has no way to. */
async function grow(root: string, data: string): Promise<boolean> {
  if (!existsSync(join(root, HISTORY))) return false;
  forgetTurns(data);
  const load = <T>(file: string) => import(pathToFileURL(join(root, file)).href) as Promise<T>;
  // An earlier checkout may have it where it stood before app/ was divided.
  const opener = ['app/open/open-ledger.ts', 'app/open-ledger.ts'].find((file) =>
    existsSync(join(root, file)),
  );
  const { openLedger } = await load<typeof import('../../app/open/open-ledger.ts')>(opener ?? '');
  const { growLedger } = await load<typeof import('../../test/fixtures/ledger/grown-ledger.ts')>(HISTORY);
  await (await openLedger(data)).close();
  const strangers = Array.from({ length: 1_900 }, (_, number) => `customer ${number}`);
  const customers = [...customerIds(), ...strangers];
  growLedger(join(data, 'ledger.db'), { tenant: 'default', agent: 'retail', turns: 100_000, customers });
  return true;
}
