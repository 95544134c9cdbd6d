import type { RecoveryLog } from '../../core/ports/ledger.ts';
import { listEscalations } from './escalations.ts';
import { addFeedback } from './feedback.ts';
import { UNDER_WAY } from './sqlite/partial-indexes.ts';
import type { Store } from './store.ts';
import { turnRows } from './turn-row.ts';

/** Work to continue after a crash, and feedback about turns. */
export function recoveryLog(store: Store): RecoveryLog {
  return {
    tenants: () => tenants(store),
    async unfinished() {
      const rows = await store.db
        .selectFrom('turns')
        .selectAll()
        .where('tenant', '=', store.tenant)
        .where(UNDER_WAY)
        .orderBy('accepted_at')
        .orderBy('thread_id')
        .orderBy('number')
        .execute();
      return await turnRows(store, rows);
    },
    undelivered: () => listEscalations(store, { status: 'decided', limit: Number.MAX_SAFE_INTEGER }),
    feedback: (row) => addFeedback(store, row),
    tryWrite: () => tryWrite(store),
  };
}

/** Reads tenants one by one along the key of threads. `distinct` would read every thread. */
async function tenants({ db }: Store): Promise<readonly string[]> {
  const found: string[] = [];
  for (let last = ''; ; ) {
    const next = await db
      .selectFrom('threads')
      .select('tenant')
      .where('tenant', '>', last)
      .orderBy('tenant')
      .limit(1)
      .executeTakeFirst();
    if (next === undefined) return found;
    last = next.tenant;
    found.push(last);
  }
}

/** The size of the trial row: larger than a turn's, so that it needs new pages. */
const PROBE_CHARACTERS = 16 * 1024;

/** Adds and removes a row in one transaction that waits for the disk. */
async function tryWrite({ failFast, tenant, instance }: Store): Promise<void> {
  const thread_id = `readiness of ${instance}`;
  await failFast((alone) =>
    alone.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('threads')
        .values({
          ...{ tenant, thread_id, agent: '', config_version: ' '.repeat(PROBE_CHARACTERS) },
          ...{ customer_id: null, created_at: '', turns: 0, events: 0, sequence: 0 },
        })
        .execute();
      await transaction
        .deleteFrom('threads')
        .where('tenant', '=', tenant)
        .where('thread_id', '=', thread_id)
        .execute();
    }),
  );
}
