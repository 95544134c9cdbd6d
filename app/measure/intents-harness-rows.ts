import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { isJsonObject } from '../../core/values/json.ts';
import { faultsText } from '../../core/values/schema-faults.ts';
import { sizeOf } from './policy-harness-rows.ts';

/** A message, with its label if it has one. */
export interface MessageRow {
  readonly line: number;
  readonly text: string;
  readonly label: string | null;
}

/** A line that is no message. */
export interface MalformedMessage {
  readonly line: number;
  readonly error: string;
}

const Row = z.object({ text: z.string(), label: z.string().trim().min(1).nullish() });

/** Reads messages, one JSON object a line. Skips empty lines. Rejects with `REQUEST_INVALID`. */
export async function readMessages(file: string): Promise<readonly (MessageRow | MalformedMessage)[]> {
  await sizeOf(file);
  const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  // Only `\n` ends a line: JSON may contain other separators.
  return text
    .split('\n')
    .flatMap((written, index) => (written.trim() === '' ? [] : [readMessage(written, index + 1)]));
}

function readMessage(text: string, line: number): MessageRow | MalformedMessage {
  const value = parsed(text);
  if (value === undefined) return { line, error: `line ${line} is not JSON` };
  const row = Row.safeParse(value);
  if (row.success) return { line, text: row.data.text, label: row.data.label ?? null };
  if (!isJsonObject(value)) return { line, error: `line ${line} is no object with a \`text\`` };
  return { line, error: `line ${line} is no message: ${faultsText(row.error.issues, value)}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
