import type { ActionLog, Claim } from '../../../core/ports/action-log.ts';
import { expandJson } from '../compact-json.ts';
import { committed, type Store } from '../store.ts';

type Request = Parameters<ActionLog['claim']>[0];

/** Claims the single use of a verdict, or returns the reason why it cannot. */
export async function claimAction(store: Store, request: Request): Promise<Claim> {
  const claimed = await committed(store, request, (db) =>
    sameAction({ ...store, db }, request)
      .where('status', '=', 'allowed')
      .where('policy_version', '=', request.policy_version)
      .executeTakeFirst(),
  );
  if (claimed.numUpdatedRows === 1n) return { state: 'claimed' };

  const abandoned = await sameAction(store, request)
    .where('status', '=', 'claimed')
    .where('claimed_by', '!=', store.instance)
    .executeTakeFirst();
  if (abandoned.numUpdatedRows === 1n) return { state: 'in_doubt' };

  return await refusal(store, request);
}

function sameAction({ db, tenant, instance }: Store, { action_id, thread_id, hash, at }: Request) {
  return db
    .updateTable('actions')
    .set({ status: 'claimed', claimed_by: instance, claimed_at: at })
    .where('tenant', '=', tenant)
    .where('action_id', '=', action_id)
    .where('thread_id', '=', thread_id)
    .where('hash', '=', hash);
}

async function refusal({ db, tenant }: Store, { action_id, thread_id, hash }: Request): Promise<Claim> {
  const row = await db
    .selectFrom('actions')
    .select(['hash', 'status', 'result'])
    .where('tenant', '=', tenant)
    .where('action_id', '=', action_id)
    .where('thread_id', '=', thread_id)
    .executeTakeFirst();
  if (row?.status === 'executed' && row.hash === hash)
    return { state: 'executed', result: expandJson(row.result, action_id) };
  return { state: 'refused', status: row?.status ?? null };
}
