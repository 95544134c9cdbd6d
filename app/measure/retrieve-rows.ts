import { basename } from 'node:path';
import { z } from 'zod';
import type { Passage } from '../../core/context.ts';
import { AgentError } from '../../core/errors.ts';
import type { Said } from '../../core/ports/knowledge-store.ts';
import { isJsonObject } from '../../core/values/json.ts';
import { faultsText } from '../../core/values/schema-faults.ts';
import { linesOf, type MalformedRow, sizeOf } from './policy-harness-rows.ts';

/** A question with the conversation before it. */
export interface QueryRow {
  readonly id: string;
  readonly query: string;
  readonly conversation: readonly Said[];
  /** The relevant documents, if labelled. For measures only; the search does not get them. */
  readonly relevant: readonly string[];
}

const Name = z.string().trim().min(1).nullish();
const DocumentRow = z.object({
  id: z.string().min(1),
  domain: Name,
  entity: Name,
  title: z.string().default(''),
  text: z.string(),
});
const Query = z.object({
  id: z.string(),
  query: z.string(),
  context: z.array(z.string()).nullish(),
  relevant: z.array(z.string()).default([]).catch([]),
});

const SPEAKER = /^\s*(u|user|customer|s|system|agent|assistant)\s*:\s*/i;

/** Reads documents as passages, one JSON object a line. Rejects with `REQUEST_INVALID`. */
export async function readDocuments(file: string): Promise<readonly Passage[]> {
  await sizeOf(file);
  const passages: Passage[] = [];
  const taken = new Set<string>();
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    const value = parsed(text);
    const row = DocumentRow.safeParse(value);
    const problem = row.success
      ? taken.has(row.data.id) && 'its id is taken'
      : faultsText(row.error.issues, value, 'row');
    if (problem || !row.data)
      throw new AgentError('REQUEST_INVALID', `row ${line} of \`${file}\` is no document: ${problem}`);
    taken.add(row.data.id);
    passages.push(passageOf(basename(file), row.data));
  }
  return passages;
}

function passageOf(
  source: string,
  { id, domain, entity, title, text }: z.output<typeof DocumentRow>,
): Passage {
  return {
    passage_id: id,
    source,
    title,
    heading: title,
    text,
    ...(entity ? { about: [entity] } : {}),
    ...(domain ? { topics: [domain] } : {}),
  };
}

/** Reads one question. Removes its own words from the end of its context. */
export function readQuery(line: string): QueryRow | MalformedRow {
  const value = parsed(line);
  if (value === undefined) return { id: null, error: 'the line is not JSON' };
  const row = Query.safeParse(value);
  if (!row.success) {
    const id = isJsonObject(value) && typeof value['id'] === 'string' ? value['id'] : null;
    return { id, error: faultsText(row.error.issues, value, 'row') };
  }
  const { id, query, context, relevant } = row.data;
  return { id, query, conversation: conversationBefore(query, context ?? []), relevant };
}

/** The conversation before a question, from lines such as `U: is it open?`, without the question itself. */
export function conversationBefore(query: string, context: readonly string[]): readonly Said[] {
  const said = context.map(readTurn);
  const repeats = said.at(-1)?.by === 'customer' && said.at(-1)?.text.trim() === query.trim();
  return repeats ? said.slice(0, -1) : said;
}

function readTurn(turn: string): Said {
  const speaker = SPEAKER.exec(turn)?.[1]?.toLowerCase() ?? 'u';
  return {
    by: ['u', 'user', 'customer'].includes(speaker) ? 'customer' : 'agent',
    text: turn.replace(SPEAKER, ''),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
