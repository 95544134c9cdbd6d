import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AgentError } from '../../core/errors.ts';
import type { RecordedAction, RecordedActions, RecordedQuery } from '../../core/ports/recorded-actions.ts';
import { isJsonObject, type JsonObject } from '../../core/values/json.ts';
import { faultsText } from '../../core/values/schema-faults.ts';
import { DECISIONS } from '../../core/verdict.ts';

/** A recorded action, or the problem of a line. */
export type RecordedRow = { readonly action: RecordedAction } | { readonly problem: string };

/** Recorded actions, one at a time. `done` of `total` were read. */
export interface RecordedRows {
  readonly total: number;
  rows(): AsyncIterable<{ readonly row: RecordedRow | null; readonly done: number }>;
}

const PAGE = 500;

/** Reads the judged actions of a ledger. */
export async function ledgerRows(recorded: RecordedActions, query: RecordedQuery): Promise<RecordedRows> {
  return {
    total: await recorded.count(query),
    async *rows() {
      let after: string | null = null;
      let done = 0;
      for (;;) {
        const page: readonly RecordedAction[] = await recorded.page({ ...query, after, limit: PAGE });
        for (const action of page) {
          done += 1;
          yield { row: { action }, done };
        }
        const last = page.at(-1);
        if (last === undefined) return;
        after = last.action_id;
      }
    },
  };
}

/** Reads the rows of an export. Rejects with `REQUEST_INVALID` if the file cannot be read. */
export async function exportRows(file: string, { agent, since }: RecordedQuery): Promise<RecordedRows> {
  const { size } = await stat(file).catch((error: unknown) => {
    throw new AgentError('REQUEST_INVALID', `cannot read \`${file}\``, { cause: error });
  });
  const isMeant = (action: RecordedAction) =>
    (agent === undefined || action.agent === agent) && (since === undefined || action.at >= since);
  return {
    total: size,
    async *rows() {
      let done = 0;
      let line = 0;
      for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
        line += 1;
        done += Buffer.byteLength(text) + 1;
        if (text.trim() === '') continue;
        const row = readRow(text, `${file}:${line}`);
        yield { row: 'problem' in row || isMeant(row.action) ? row : null, done };
      }
    },
  };
}

const Decision = z.enum(DECISIONS);
// Parsed JSON is not checked deeply: that would cost more than judging.
const Values = z.custom<JsonObject>(isJsonObject, 'must be an object');
const Time = z.iso.datetime();

const Row = z.looseObject({
  agent: z.string(),
  thread_id: z.string(),
  turn_id: z.string(),
  action_id: z.string(),
  intent: z.string().nullable(),
  status: z.string(),
  at: Time,
  verdict: z.looseObject({
    decision: Decision,
    rules: z.array(z.string()),
    reasons: z.array(
      z.looseObject({ rule: z.string(), decision: Decision, code: z.string(), detail: z.string() }),
    ),
    action: z.strictObject({ name: z.string(), arguments: Values }),
    facts: Values,
    now: Time,
    basis: z
      .looseObject({
        session: Values,
        history: z.record(z.string(), z.int().nonnegative()),
        approved: z.boolean(),
        unreadable: z.record(z.string(), z.string()),
      })
      .optional(),
  }),
});

function readRow(text: string, at: string): RecordedRow {
  const value = parsed(text);
  if (value === undefined) return { problem: `${at} is not JSON` };
  const row = Row.safeParse(value);
  if (row.success) return { action: value as RecordedAction };
  return { problem: `${at} is no judged action: ${faultsText(row.error.issues.slice(0, 1), value, 'row')}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The row reports the problem; other rows are judged.
    return undefined;
  }
}
