import type { ThreadLog, TranscriptEntry } from '../../core/ports/ledger.ts';
import { keptQuery } from './kept-query.ts';
import { type Store, threadsOf, threadUnknown } from './store.ts';

/** Threads and their transcripts. */
export function threadLog(store: Store): ThreadLog {
  const { db, tenant } = store;
  return {
    async open(thread) {
      await db
        .insertInto('threads')
        .values({ ...thread, tenant, turns: 0, events: 0, sequence: 0 })
        .onConflict((conflict) => conflict.columns(['tenant', 'thread_id']).doNothing())
        .execute();
    },
    async get(threadId) {
      return (await threadOf(db, { tenant, thread_id: threadId })).rows[0];
    },
    async identify(threadId, customerId) {
      // Deferred: a replay identifies the customer again, and the turn's end waits for the disk.
      const { numUpdatedRows } = await store.deferSync((alone) =>
        alone
          .updateTable('threads')
          .set((thread) => ({ customer_id: thread.fn.coalesce('customer_id', thread.val(customerId)) }))
          .where('tenant', '=', tenant)
          .where('thread_id', '=', threadId)
          .executeTakeFirst(),
      );
      if (numUpdatedRows === 0n) throw threadUnknown(threadId);
    },
    transcript: (threadId, limit) => transcript(store, threadId, limit),
    earlier: (query) => earlier(store, query),
  };
}

const threadOf = keptQuery((db, given: { readonly tenant: string; readonly thread_id: string }) =>
  db
    .selectFrom('threads')
    .select(['thread_id', 'agent', 'config_version', 'customer_id', 'created_at'])
    .where('tenant', '=', given.tenant)
    .where('thread_id', '=', given.thread_id),
);

const ENTRY = [
  'transcript.thread_id',
  'transcript.turn_id',
  'transcript.role',
  'transcript.text',
  'transcript.at',
] as const;

async function transcript(
  { db, tenant }: Store,
  threadId: string,
  limit: number,
): Promise<readonly TranscriptEntry[]> {
  return (await newestOf(db, { tenant, thread_id: threadId, limit })).rows.toReversed();
}

const newestOf = keptQuery(
  (db, given: { readonly tenant: string; readonly thread_id: string; readonly limit: number }) =>
    db
      .selectFrom('transcript')
      .select(ENTRY)
      .where('tenant', '=', given.tenant)
      .where('thread_id', '=', given.thread_id)
      .orderBy('sequence', 'desc')
      .limit(given.limit),
);

async function earlier(
  { db, tenant }: Store,
  query: Parameters<ThreadLog['earlier']>[0],
): Promise<readonly TranscriptEntry[]> {
  // A list of threads, not a join: without statistics SQLite would start with the tenant's whole transcript.
  const newest = await db
    .selectFrom('transcript')
    .select(ENTRY)
    .where('transcript.tenant', '=', tenant)
    .where('transcript.thread_id', 'in', threadsOf({ db, tenant }, query))
    .where('transcript.thread_id', '!=', query.thread_id)
    .orderBy('transcript.at', 'desc')
    .orderBy('transcript.thread_id', 'desc')
    .orderBy('transcript.sequence', 'desc')
    .limit(query.limit)
    .execute();
  return newest.reverse();
}
