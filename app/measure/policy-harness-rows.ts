import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { AgentError } from '../../core/errors.ts';
import type { HistoryEntry } from '../../core/ports/judge.ts';
import type { World } from '../../core/ports/records.ts';
import { isJsonObject, type JsonObject } from '../../core/values/json.ts';
import { faultsText } from '../../core/values/schema-faults.ts';

/** An action to judge, with the input of the judge. */
export interface JudgeRow {
  readonly id: string;
  readonly session: JsonObject;
  readonly history: readonly HistoryEntry[];
  readonly state_overrides: World;
  readonly action: HistoryEntry;
  /** The author's expectation. It is for reports only; the judge does not get it. */
  readonly label?: 'allowed' | 'blocked' | undefined;
  readonly basis?: string | null | undefined;
  readonly code?: string | null | undefined;
}

/** A line that is no such row. */
export interface MalformedRow {
  readonly id: string | null;
  readonly error: string;
}

const Values = z.record(z.string(), z.unknown());
const Worlds = z.record(z.string(), z.record(z.string(), Values));
const Action = z.object({ name: z.string(), arguments: Values });
const Row = z.object({
  id: z.string(),
  session: Values.default({}),
  history: z.array(Action).default([]),
  state_overrides: Worlds.default({}),
  action: Action,
  label: z.enum(['allowed', 'blocked']).optional().catch(undefined),
  basis: z.string().nullish().catch(undefined),
  code: z.string().nullish().catch(undefined),
});

/** Reads one line. Checks the form of the row only. */
export function readRow(line: string): JudgeRow | MalformedRow {
  const value = parsed(line);
  if (value === undefined) return { id: null, error: 'the line is not JSON' };
  const row = Row.safeParse(value);
  if (row.success) return row.data as JudgeRow;
  const id = isJsonObject(value) && typeof value['id'] === 'string' ? value['id'] : null;
  return { id, error: faultsText(row.error.issues, value, 'row') };
}

/** The non-empty lines of a file. Only `\n` ends a line: JSON may contain other separators. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = (rest + String(chunk)).replace(/^\uFEFF/, '').split('\n');
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line.trim() !== '');
  }
  if (rest.trim() !== '') yield rest;
}

/** A file's size in bytes. Rejects with `REQUEST_INVALID` if there is no such file. */
export async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return found.size;
  throw new AgentError('REQUEST_INVALID', `there is no file \`${file}\``);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
