import type { RecoveryLog } from '../../core/ports/ledger.ts';
import { listEscalations } from './escalations.ts';
import { addFeedback } from './feedback.ts';
import type { Store } from './store.ts';
import { turnRow } from './turn-row.ts';

/** What must be taken up again after a crash, and what people said about turns. */
export function recoveryLog(store: Store): RecoveryLog {
  return {
    async unfinished() {
      const rows = await store.db
        .selectFrom('turns')
        .selectAll()
        .where('tenant', '=', store.tenant)
        .where('status', 'in', ['accepted', 'running'])
        .orderBy('accepted_at')
        .orderBy('thread_id')
        .orderBy('number')
        .execute();
      return rows.map(turnRow);
    },
    undelivered: () => listEscalations(store, { status: 'decided', limit: Number.MAX_SAFE_INTEGER }),
    feedback: (row) => addFeedback(store, row),
  };
}
