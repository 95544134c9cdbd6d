import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Figure, figures } from './figure.ts';
import { withTemporaryData } from './temporary-data.ts';

const BIN = fileURLToPath(new URL('../bin/trestle', import.meta.url));

/** The first start of a server, which trains and ingests, and a later one: until it says where it serves. */
export async function measureStart(root: string): Promise<readonly Figure[]> {
  const figure = figures('start');
  return await withTemporaryData(root, async (dataDir) => {
    const first = await start(root, dataDir);
    const later = [await start(root, dataDir), await start(root, dataDir), await start(root, dataDir)];
    const best = later.toSorted((a, b) => a.seconds - b.seconds)[1] as Started;
    return [
      figure('first start: train and ingest', first.seconds, 's', 60),
      ...(first.cpuSeconds === null
        ? []
        : [figure('first start, the server process', first.cpuSeconds, 'CPU-s')]),
      figure('later start, median of 3', best.seconds, 's', 2),
      ...(best.cpuSeconds === null
        ? []
        : [figure('later start, the server process', best.cpuSeconds, 'CPU-s')]),
    ];
  });
}

interface Started {
  readonly seconds: number;
  readonly cpuSeconds: number | null;
}

async function start(root: string, dataDir: string): Promise<Started> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [BIN, 'start', '--format', 'json', '--project', root, '--data', dataDir],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { PORT: '0' } },
  );
  const ended = once(child, 'close');
  try {
    await Promise.race([
      once(child.stdout, 'data'),
      ended.then(() => {
        throw new Error('the server ended before it was ready');
      }),
    ]);
    return { seconds: (performance.now() - started) / 1000, cpuSeconds: cpuOf(child) };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** Processor time of a running process where the system tells it in a file (100 ticks a second), else null. */
function cpuOf({ pid }: ChildProcess): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return null;
  }
}
