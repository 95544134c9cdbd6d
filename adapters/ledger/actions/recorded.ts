import type { Selectable, SelectQueryBuilder } from 'kysely';
import type { RecordedAction, RecordedActions, RecordedQuery } from '../../../core/ports/recorded-actions.ts';
import type { ActionsTable, LedgerTables } from '../schema.ts';
import { longVerdict } from '../short-forms.ts';
import type { Store } from '../store.ts';

/** Reads all judged actions in pages by key, so that a long read blocks nothing. */
export function recordedActions({ db, tenant }: Store): RecordedActions {
  return {
    async count(query) {
      const { actions } = await matching(db.selectFrom('actions'), tenant, query)
        .select((row) => row.fn.countAll<number>().as('actions'))
        .executeTakeFirstOrThrow();
      return Number(actions);
    },
    async page({ after, limit, ...query }) {
      const rows = await matching(db.selectFrom('actions'), tenant, query)
        .selectAll()
        .$if(after !== null, (narrowed) => narrowed.where('action_id', '>', after ?? ''))
        .orderBy('action_id')
        .limit(limit)
        .execute();
      return rows.map(recordedAction);
    },
  };
}

function matching<O>(
  actions: SelectQueryBuilder<LedgerTables, 'actions', O>,
  tenant: string,
  { agent, since }: RecordedQuery,
) {
  return actions
    .where('tenant', '=', tenant)
    .$if(agent !== undefined, (query) => query.where('agent', '=', agent ?? ''))
    .$if(since !== undefined, (query) => query.where('judged_at', '>=', since ?? ''));
}

function recordedAction(row: Selectable<ActionsTable>): RecordedAction {
  const { agent, thread_id, turn_id, action_id, intent, status, judged_at: at } = row;
  return { agent, thread_id, turn_id, action_id, intent, status, at, verdict: longVerdict(row) };
}
