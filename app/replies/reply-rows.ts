import { z } from 'zod';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { faultsText } from '../../core/values/schema-faults.ts';
import type { MalformedRow } from '../measure/policy-harness-rows.ts';

const Arguments = z.record(z.string(), z.json()).default({});
const Action = { name: z.string().min(1), arguments: Arguments };

const Row = z.object({
  id: z.string(),
  messages: z.array(z.object({ role: z.enum(['customer', 'agent']), text: z.string() })).default([]),
  executed: z.array(z.object({ ...Action, result: z.json().default(null) })).default([]),
  refused: z.array(z.object({ ...Action, reason: z.string().default('') })).default([]),
  read: z.array(z.object({ ...Action, result: z.json().default(null) })).default([]),
  passages: z.array(z.string()).default([]),
  reply: z.string(),
});

/** A reply in its situation: the conversation, its actions and reads, and the ids of the passages found. */
export type ReplyRow = z.output<typeof Row>;

/** Reads one row of a file of replies. */
export function readReply(line: string): ReplyRow | MalformedRow {
  const value = parsed(line);
  if (value === undefined) return { id: null, error: 'the line is not JSON' };
  const row = Row.safeParse(value);
  if (row.success) return row.data;
  const id = isJsonObject(value) && typeof value['id'] === 'string' ? value['id'] : null;
  return { id, error: faultsText(row.error.issues, value, 'row') };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
