import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Figure, figures } from './figure.ts';

const BIN = fileURLToPath(new URL('../bin/trestle', import.meta.url));

/** The duration of a policy author's command, including the start of the process. */
export async function measureJudgeCommands(root: string): Promise<readonly Figure[]> {
  const figure = figures('judge');
  const rows = join(process.env['TRESTLE_BENCH'] ?? join(root, '../shared/bench'), 'tau/retail');
  const judged = existsSync(join(rows, 'cases.dev.jsonl')) ? [await secondsOfJudge(root, rows)] : [];
  if (judged.length === 0) process.stderr.write('policy judge is left out: TRESTLE_BENCH holds no rows\n');
  return [
    ...judged.map((seconds) => figure('policy judge, the published retail rows', seconds, 's', 5)),
    figure('policy test, all agents', await secondsOf(root, ['test']), 's', 5),
    figure('policy mutate, all agents', await secondsOf(root, ['mutate', '--threshold', '0']), 's', 120),
  ];
}

async function secondsOfJudge(root: string, rows: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'trestle-bench-'));
  const [db, cases, out] = [join(rows, 'db.json'), join(rows, 'cases.dev.jsonl'), join(folder, 'out.jsonl')];
  try {
    return await secondsOf(root, [
      'judge',
      ...['--agent', 'retail', '--db', db, '--cases', cases, '--out', out],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A command that fails is not measured but fails the measurement. */
async function secondsOf(root: string, args: readonly string[]): Promise<number> {
  const started = performance.now();
  await promisify(execFile)(process.execPath, [BIN, 'policy', ...args, '--project', root], {
    maxBuffer: 2 ** 26,
  });
  return (performance.now() - started) / 1000;
}
