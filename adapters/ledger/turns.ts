import type { Selectable } from 'kysely';
import { AgentError } from '../../core/errors.ts';
import type { ThreadEvent, TurnLog } from '../../core/ports/ledger.ts';
import type { Step, TurnResult } from '../../core/turn.ts';
import { acceptTurn } from './accept-turn.ts';
import { appendEntry } from './append-entry.ts';
import { appendEvents } from './append-events.ts';
import { closeEscalation, openEscalation } from './escalations.ts';
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
      // A turn is taken up again whether it was accepted or running.
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
    steps: (turnId, steps) => addSteps(store, turnId, steps),
    finish: (turnId, result, status, by, at, also = {}) =>
      finish(store, turnId, { result, status, by, at, ...also }),
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

async function addSteps(store: Store, turnId: string, steps: readonly Step[]): Promise<void> {
  const broken = steps.find(({ cost_nano }) => !Number.isSafeInteger(cost_nano));
  if (broken) {
    throw new AgentError(
      'INTERNAL',
      `step \`${broken.step_id}\` costs ${broken.cost_nano}, which is not a whole number of nano-dollars`,
    );
  }
  const owner = await ownerOf(store, turnId);
  await store.unhurried((alone) =>
    alone.transaction().execute(async (transaction) => {
      for (const step of steps) {
        const row = { ...step, detail: JSON.stringify(step.detail) };
        await transaction
          .insertInto('steps')
          .values({ ...owned(owner), turn_id: turnId, ...row })
          .onConflict((conflict) => conflict.columns(['tenant', 'turn_id', 'step_id']).doUpdateSet(row))
          .execute();
      }
    }),
  );
}

type Also = NonNullable<Parameters<TurnLog['finish']>[5]>;

interface Ending extends Also {
  readonly result: TurnResult;
  readonly status: 'done' | 'waiting';
  readonly by: 'agent' | 'person';
  readonly at: string;
}

async function finish(
  store: Store,
  turnId: string,
  { result, status, by, at, events = [], opens, closes }: Ending,
): Promise<readonly ThreadEvent[]> {
  const owner = await ownerOf(store, turnId);
  return await store.db.transaction().execute(async (transaction) => {
    const thread = await nextPlace(transaction, store.tenant, owner.thread_id, events.length);
    const { numUpdatedRows } = await transaction
      .updateTable('turns')
      .set({ status, outcome: result.outcome, result: JSON.stringify(result), ended_at: at })
      .where('tenant', '=', store.tenant)
      .where('turn_id', '=', turnId)
      .where('status', '!=', 'done')
      .executeTakeFirst();
    if (numUpdatedRows > 0n && result.reply.text !== '') {
      const entry = { turn_id: turnId, place: thread.place, role: by, text: result.reply.text, at };
      await appendEntry(transaction, { ...owner, ...entry });
    }
    if (opens) await openEscalation(transaction, owner, opens);
    if (closes) await closeEscalation(transaction, store.tenant, closes);
    return await appendEvents(transaction, { ...owner, last: thread.events, at }, events);
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
