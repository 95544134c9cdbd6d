import type { Selectable } from 'kysely';
import { actionHash } from '../../../core/action.ts';
import type { ActionLog, ActionRow, ActionStatus } from '../../../core/ports/action-log.ts';
import type { Decision } from '../../../core/verdict.ts';
import { expandJson } from '../compact-json.ts';
import type { ActionsTable } from '../schema.ts';
import { longProposal, longVerdict, shortJudgement } from '../short-forms.ts';
import { nextSequence, owned, ownerOf, type Store } from '../store.ts';
import { claimAction } from './claim-action.ts';
import { settleAction } from './settle-action.ts';
import { lockCustomer, readWindow, stillStand } from './windows.ts';

/** Actions, their verdicts and their executions. */
export function actionLog(store: Store): ActionLog {
  const { db, tenant } = store;
  return {
    judged: (entry) => judged(store, entry),
    window: (action, query) => readWindow(store.db, tenant, action, query),
    claim: (claim) => claimAction(store, claim),
    settle: (action) => settleAction(store, action),
    async history(threadId) {
      const rows = await db
        .selectFrom('actions')
        .select(['turn_id', 'verdict', 'policy_version', 'judged_at'])
        .where('tenant', '=', tenant)
        .where('thread_id', '=', threadId)
        .where('status', '=', 'executed')
        .orderBy('ended_sequence')
        .execute();
      return rows.map((row) => longVerdict(row).action);
    },
    async list({ thread_id, turn_id, action_id, limit }) {
      const rows = await db
        .selectFrom('actions')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('thread_id', '=', thread_id)
        .$if(turn_id !== undefined, (query) => query.where('turn_id', '=', turn_id ?? ''))
        .$if(action_id !== undefined, (query) => query.where('action_id', '=', action_id ?? ''))
        .orderBy('sequence', 'desc')
        .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
        .execute();
      return rows.toReversed().map(actionRow);
    },
  };
}

const STATUS: { readonly [decision in Decision]: ActionStatus } = {
  allow: 'allowed',
  modify: 'allowed',
  confirm: 'confirm',
  review: 'review',
  deny: 'denied',
};

async function judged(store: Store, entry: Parameters<ActionLog['judged']>[0]): Promise<boolean> {
  const { proposal, verdict, thread_id, windows = [] } = entry;
  const owner = await ownerOf(store, entry.turn_id);
  const judged = {
    ...owned(owner),
    turn_id: entry.turn_id,
    intent: entry.intent,
    name: verdict.action.name,
    hash: actionHash(verdict.action),
    policy_version: verdict.policy_version,
    status: STATUS[verdict.decision],
    judged_at: entry.at,
  };
  const row = { ...judged, ...shortJudgement(proposal, verdict, judged) };
  // Deferred: later writes that depend on a verdict wait for the disk (a claim, an escalation, the turn's end).
  return await store.deferSync((alone) =>
    alone.transaction().execute(async (transaction) => {
      const { sequence, customer_id } = await nextSequence(transaction, store.tenant, thread_id);
      const action = { thread_id, action_id: proposal.action_id };
      if (windows.length > 0 && customer_id !== null)
        await lockCustomer(transaction, { ...owner, customer_id });
      if (!(await stillStand(transaction, store.tenant, action, windows))) return false;
      await transaction
        .insertInto('actions')
        .values({ ...row, ...action, sequence, result: 'null' })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant', 'action_id'])
            .doUpdateSet(row)
            .where('actions.thread_id', '=', thread_id)
            .where('actions.status', 'in', ['allowed', 'confirm', 'review', 'denied']),
        )
        .execute();
      return true;
    }),
  );
}

function actionRow(row: Selectable<ActionsTable>): ActionRow {
  const { action_id, thread_id, turn_id, intent, status, judged_at: at } = row;
  const verdict = longVerdict(row);
  const proposal = longProposal(row, verdict);
  const result = expandJson<ActionRow['result']>(row.result, action_id);
  return { action_id, thread_id, turn_id, intent, proposal, verdict, status, result, at };
}
