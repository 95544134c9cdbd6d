import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { LedgerTables, Owned, TranscriptTable } from './schema.ts';
import { owned } from './store.ts';

/** Adds to the transcript what was said; the same words by the same speaker in one turn are added once. */
export async function appendEntry(
  transaction: Transaction<LedgerTables>,
  { thread_id, turn_id, place, role, text, at, ...owner }: Owned & Omit<TranscriptTable, 'text_hash'>,
): Promise<void> {
  const text_hash = createHash('sha256').update(text).digest('hex');
  await transaction
    .insertInto('transcript')
    .values({ ...owned(owner), thread_id, turn_id, place, role, text, text_hash, at })
    .onConflict((conflict) => conflict.columns(['tenant', 'turn_id', 'role', 'text_hash']).doNothing())
    .execute();
}
