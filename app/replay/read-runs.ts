import { z } from 'zod';
import { RecordedRun } from '../../adapters/models/recorded-turns.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { faultsText } from '../../core/values/schema-faults.ts';

const Name = z.union([z.string(), z.number()]).nullable().default(null);

/** A recorded conversation with the names for its output row. */
const NamedRun = RecordedRun.extend({ task_id: Name, trial: Name });

export type NamedRun = z.output<typeof NamedRun>;
export type RunName = NamedRun['task_id'];

/** A row that is no recorded conversation, with its names as far as readable, and its problem. */
export interface UnreadableRun {
  readonly task_id: RunName;
  readonly trial: RunName;
  readonly error: string;
}

/** Reads recorded conversations, one for each non-empty line, in order. */
export function readRuns(text: string, file: string): readonly (NamedRun | UnreadableRun)[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readRun(line, `${file}:${index + 1}`)]));
}

function readRun(line: string, at: string): NamedRun | UnreadableRun {
  const value = parsed(line);
  if (value === undefined) return { task_id: null, trial: null, error: `${at} is not JSON` };
  const run = NamedRun.safeParse(value);
  if (run.success) return run.data;
  return { ...namesOf(value), error: `${at} ${faultsText(run.error.issues.slice(0, 1), value)}` };
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line);
  } catch {
    // The row reports the problem; other rows are played.
    return undefined;
  }
}

function namesOf(value: Json): { readonly task_id: RunName; readonly trial: RunName } {
  const nameIn = (key: string) => Name.safeParse(isJsonObject(value) ? own(value, key) : null).data ?? null;
  return { task_id: nameIn('task_id'), trial: nameIn('trial') };
}
