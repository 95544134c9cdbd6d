import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AgentError } from '../../core/errors.ts';
import type { World } from '../../core/ports/records.ts';
import { type Decision, type Reason, revised, type Verdict } from '../../core/verdict.ts';
import { reasonOf } from '../../nodes/gate/engine-checks.ts';
import type { PolicyHarness } from './policy-harness.ts';
import { type JudgeRow, linesOf, type MalformedRow, readRow, sizeOf } from './policy-harness-rows.ts';

/** One row of the answer. */
export interface JudgedRow {
  readonly id: string;
  readonly decision: Decision;
  readonly rules: readonly string[];
  readonly codes: readonly string[];
  readonly reasons: readonly Reason[];
  readonly micros: number;
}

export interface JudgeFile {
  readonly world: World;
  /** Rows to judge, one JSON object a line. */
  readonly cases: string;
  readonly out: string;
  readonly onRow?: (row: JudgeRow | MalformedRow, judged: JudgedRow | MalformedRow) => void;
  readonly onProgress?: (bytes: number, total: number) => void;
}

/** Judges each line of a file and writes a line to `out`, in order. Rejects with `REQUEST_INVALID`. */
export async function judgeFile(
  harness: PolicyHarness,
  { world, cases, out, onRow = () => {}, onProgress = () => {} }: JudgeFile,
): Promise<void> {
  const total = await sizeOf(cases);
  if (resolve(out) === resolve(cases))
    throw new AgentError('REQUEST_INVALID', '`--out` would overwrite `--cases`');
  let done = 0;
  async function* judged(): AsyncGenerator<string> {
    for await (const line of linesOf(cases)) {
      const row = readRow(line);
      const answer = 'error' in row ? row : await judgeRow(harness, world, row);
      onRow(row, answer);
      done += Buffer.byteLength(line) + 1;
      onProgress(Math.min(done, total), total);
      yield `${JSON.stringify(answer)}\n`;
    }
  }
  const target = createWriteStream(out);
  await pipeline(Readable.from(judged()), target).catch((error: NodeJS.ErrnoException) => {
    if (error.path !== out) throw error;
    throw new AgentError('REQUEST_INVALID', `cannot write \`${out}\``, { cause: error });
  });
}

/** Judges one action over the world with the row's own records. */
async function judgeRow(harness: PolicyHarness, world: World, row: JudgeRow): Promise<JudgedRow> {
  harness.useWorld(world, row.state_overrides);
  const { action, session, history } = row;
  const now = await harness.clock.now();
  const { signal } = new AbortController();
  const verdict = await harness.judge.judge({ action, session, history, approved: false, now, signal });
  const { decision, rules, codes, reasons, micros } = withArguments(harness, verdict);
  return { id: row.id, decision, rules, codes, reasons, micros };
}

/** Replaces the verdict by the engine's denial if the arguments do not fit the tool: such calls never reach the rules. */
export function withArguments({ mismatch, says }: PolicyHarness, verdict: Verdict): Verdict {
  const problem = mismatch(verdict.action);
  if (problem === null) return verdict;
  const reason = reasonOf(problem, says);
  const first =
    verdict.decision === 'deny' ? verdict.reasons.filter(({ decision }) => decision === 'deny') : [];
  const reasons = [...first, reason, ...verdict.reasons.filter((each) => !first.includes(each))];
  return revised(verdict, { decision: 'deny', reasons });
}
