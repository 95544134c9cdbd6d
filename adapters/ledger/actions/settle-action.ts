import type { Transaction } from 'kysely';
import { AgentError } from '../../../core/errors.ts';
import type { ActionLog, ActionStatus } from '../../../core/ports/action-log.ts';
import { compactJson } from '../compact-json.ts';
import type { LedgerTables } from '../schema.ts';
import { committed, nextSequence, type Store } from '../store.ts';

type Ending = Parameters<ActionLog['settle']>[0];

const ENDED: readonly ActionStatus[] = ['executed', 'failed', 'declined', 'in_doubt'];
const MAY_RUN: readonly ActionStatus[] = ['allowed', 'claimed'];
const MAY_BE_DECLINED: readonly ActionStatus[] = ['allowed', 'confirm', 'review', 'denied'];

/** Records the end of an action. A final status stays. */
export async function settleAction(store: Store, ending: Ending): Promise<void> {
  const threadId = await threadOf(store, ending.action_id);
  const settling = async (transaction: Transaction<LedgerTables>): Promise<void> => {
    const { sequence } = await nextSequence(transaction, store.tenant, threadId);
    const { numUpdatedRows } = await transaction
      .updateTable('actions')
      .set({
        status: ending.status,
        result: compactJson(ending.result, ending.action_id),
        ended_at: ending.at,
        ended_sequence: sequence,
      })
      .where('tenant', '=', store.tenant)
      .where('action_id', '=', ending.action_id)
      .where('status', 'in', ending.status === 'declined' ? MAY_BE_DECLINED : MAY_RUN)
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return;
    const { status } = await transaction
      .selectFrom('actions')
      .select('status')
      .where('tenant', '=', store.tenant)
      .where('action_id', '=', ending.action_id)
      .executeTakeFirstOrThrow();
    if (!ENDED.includes(status)) throw impossible(ending, status);
  };
  await committed(store, ending, (db) => db.transaction().execute(settling));
}

async function threadOf({ db, tenant }: Store, actionId: string): Promise<string> {
  const row = await db
    .selectFrom('actions')
    .select('thread_id')
    .where('tenant', '=', tenant)
    .where('action_id', '=', actionId)
    .executeTakeFirst();
  if (row === undefined) throw new AgentError('INTERNAL', `action \`${actionId}\` was never judged`);
  return row.thread_id;
}

function impossible({ action_id, status }: Ending, was: ActionStatus): AgentError {
  return new AgentError('INTERNAL', `action \`${action_id}\` is \`${was}\` and cannot become \`${status}\``);
}
