import type { EventLog, ThreadEvent } from '../../core/ports/ledger.ts';
import { appendEvents } from './append-events.ts';
import { nextSequence, parsed, type Store } from './store.ts';

/** A thread's numbered events. */
export function eventLog({ db, tenant }: Store): EventLog {
  return {
    async append(threadId, type, data, at) {
      return await db.transaction().execute(async (transaction) => {
        const thread = await nextSequence(transaction, tenant, threadId, 1);
        const of = { ...thread, tenant, thread_id: threadId, last: thread.events, at };
        const [event] = await appendEvents(transaction, of, [{ type, data }]);
        return event as ThreadEvent;
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
