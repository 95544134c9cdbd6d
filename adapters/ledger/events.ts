import type { EventLog, ThreadEvent } from '../../core/ports/ledger.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { appendEvents } from './append-events.ts';
import { expandJson } from './compact-json.ts';
import { longEvents } from './short-events.ts';
import { nextSequence, type Store } from './store.ts';

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
      const kept = rows.map((row) => expandJson<JsonObject>(row.data, row.thread_id));
      const all = await longEvents({ db, tenant }, kept);
      return rows.map((row, index) => ({ ...row, data: all[index] ?? {} }));
    },
  };
}
