import type { Selectable } from 'kysely';
import { AgentError } from '../../core/errors.ts';
import type { TurnLog } from '../../core/ports/ledger.ts';
import type { Step, TurnResult } from '../../core/turn.ts';
import { acceptTurn } from './accept-turn.ts';
import { appendEntry } from './append-entry.ts';
import { feedbackOn } from './feedback.ts';
import type { StepsTable } from './schema.ts';
import { nextPlace, owned, ownerOf, parsed, type Store } from './store.ts';
import { turnRow } from './turn-row.ts';

/** Turns as durable rows, with their steps. */
export function turnLog(store: Store): TurnLog {
  const { db, tenant } = store;
  return {
    accept: (turn) => acceptTurn(store, turn),
    async mark(turnId, status) {
      // A turn is taken up again whether it was accepted or running; what it records next is hurried.
      const { numUpdatedRows } = await store.unhurried((alone) =>
        alone
          .updateTable('turns')
          .set({ status })
          .where('tenant', '=', tenant)
          .where('turn_id', '=', turnId)
          .where('status', '!=', 'done')
          .executeTakeFirst(),
      );
      if (numUpdatedRows === 0n) await ownerOf(store, turnId);
    },
    step: (turnId, step) => addStep(store, turnId, step),
    finish: (turnId, result, status, by, at) => finish(store, turnId, { result, status, by, at }),
    get: (turnId) => getTurn(store, turnId),
    async list({ thread_id, limit }) {
      const newest = await db
        .selectFrom('turns')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('thread_id', '=', thread_id)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return newest.map(turnRow).reverse();
    },
  };
}

async function addStep(store: Store, turnId: string, step: Step): Promise<void> {
  if (!Number.isSafeInteger(step.cost_nano)) {
    throw new AgentError(
      'INTERNAL',
      `step \`${step.step_id}\` costs ${step.cost_nano}, which is not a whole number of nano-dollars`,
    );
  }
  const owner = await ownerOf(store, turnId);
  const row = { ...step, detail: JSON.stringify(step.detail) };
  // Its event follows at once, and the end of the turn at last.
  await store.unhurried((alone) =>
    alone
      .insertInto('steps')
      .values({ ...owned(owner), turn_id: turnId, ...row })
      .onConflict((conflict) => conflict.columns(['tenant', 'turn_id', 'step_id']).doUpdateSet(row))
      .execute(),
  );
}

interface Ending {
  readonly result: TurnResult;
  readonly status: 'done' | 'waiting';
  readonly by: 'agent' | 'person';
  readonly at: string;
}

async function finish(store: Store, turnId: string, { result, status, by, at }: Ending): Promise<void> {
  const owner = await ownerOf(store, turnId);
  await store.db.transaction().execute(async (transaction) => {
    const { place } = await nextPlace(transaction, store.tenant, owner.thread_id);
    const { numUpdatedRows } = await transaction
      .updateTable('turns')
      .set({ status, outcome: result.outcome, result: JSON.stringify(result), ended_at: at })
      .where('tenant', '=', store.tenant)
      .where('turn_id', '=', turnId)
      .where('status', '!=', 'done')
      .executeTakeFirst();
    if (numUpdatedRows === 0n || result.reply.text === '') return;
    await appendEntry(transaction, {
      ...owner,
      turn_id: turnId,
      place,
      role: by,
      text: result.reply.text,
      at,
    });
  });
}

async function getTurn(store: Store, turnId: string): Promise<Awaited<ReturnType<TurnLog['get']>>> {
  const { db, tenant } = store;
  const turn = await db
    .selectFrom('turns')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('turn_id', '=', turnId)
    .executeTakeFirst();
  if (turn === undefined) return undefined;
  const steps = await db
    .selectFrom('steps')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('turn_id', '=', turnId)
    .orderBy('number')
    .orderBy('step_id')
    .execute();
  return { turn: turnRow(turn), steps: steps.map(step), feedback: await feedbackOn(store, turnId) };
}

function step({
  tenant: _tenant,
  agent: _agent,
  config_version: _version,
  turn_id: _turn,
  detail,
  ...row
}: Selectable<StepsTable>): Step {
  return { ...row, detail: parsed<Step['detail']>(detail) };
}
