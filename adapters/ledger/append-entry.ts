import type { Transaction } from 'kysely';
import { keptQuery } from './kept-query.ts';
import type { LedgerTables, Owned, TranscriptTable } from './schema.ts';
import { textHash } from './short-forms.ts';
import { REPLIES } from './sqlite/partial-indexes.ts';
import { owned } from './store.ts';

/** Adds a message to the transcript. Equal replies by one speaker in one turn are added once. */
export async function appendEntry(
  transaction: Transaction<LedgerTables>,
  { thread_id, turn_id, sequence, role, text, at, ...owner }: Owned & Omit<TranscriptTable, 'text_hash'>,
): Promise<void> {
  const text_hash = textHash(text);
  await insert(transaction, { ...owned(owner), thread_id, turn_id, sequence, role, text, text_hash, at });
}

const insert = keptQuery((db, entry: TranscriptTable) =>
  db
    .insertInto('transcript')
    .values({
      tenant: entry.tenant,
      agent: entry.agent,
      config_version: entry.config_version,
      thread_id: entry.thread_id,
      turn_id: entry.turn_id,
      sequence: entry.sequence,
      role: entry.role,
      text: entry.text,
      text_hash: entry.text_hash,
      at: entry.at,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant', 'turn_id', 'role', 'text_hash']).where(REPLIES).doNothing(),
    ),
);
