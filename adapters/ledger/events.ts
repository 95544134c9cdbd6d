import type { EventLog, ThreadEvent } from '../../core/ports/ledger.ts';
import { owned, parsed, type Store, threadUnknown } from './store.ts';

/** A thread's numbered events. */
export function eventLog({ db, tenant }: Store): EventLog {
  return {
    async append(threadId, type, data, at) {
      return await db.transaction().execute(async (transaction) => {
        // The number is taken under the row's lock and given back when the insert fails: no gaps.
        const thread = await transaction
          .updateTable('threads')
          .set((row) => ({ events: row('events', '+', 1) }))
          .where('tenant', '=', tenant)
          .where('thread_id', '=', threadId)
          .returning(['tenant', 'agent', 'config_version', 'events'])
          .executeTakeFirst();
        if (thread === undefined) throw threadUnknown(threadId);
        const event = { thread_id: threadId, seq: thread.events, type, at };
        await transaction
          .insertInto('events')
          .values({ ...owned(thread), ...event, data: JSON.stringify(data) })
          .execute();
        return { ...event, data };
      });
    },
    async since(threadId, seq, limit) {
      const rows = await db
        .selectFrom('events')
        .select(['thread_id', 'seq', 'type', 'data', 'at'])
        .where('tenant', '=', tenant)
        .where('thread_id', '=', threadId)
        .where('seq', '>', seq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, data: parsed<ThreadEvent['data']>(row.data) }));
    },
  };
}
