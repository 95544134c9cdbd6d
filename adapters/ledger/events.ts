import type { EventLog, ThreadEvent } from '../../core/ports/ledger.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { appendEvents } from './append-events.ts';
import { expandJson } from './compact-json.ts';
import { saidTexts } from './said-texts.ts';
import { isSaidText, type SaidTexts } from './short-forms.ts';
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
      const all = rows.map((row) => expandJson<JsonObject>(row.data, row.thread_id));
      const silent = all.filter(({ text }) => isSaidText(text)).map((data) => String(data['turn_id']));
      const texts = await saidTexts({ db, tenant }, silent);
      return rows.map((row, index) => ({ ...row, data: withText(all[index] ?? {}, texts) }));
    },
  };
}

function withText(data: JsonObject, texts: SaidTexts): JsonObject {
  const { turn_id, text } = data;
  return isSaidText(text) ? { ...data, text: texts(String(turn_id), text) } : data;
}
