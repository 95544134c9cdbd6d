import type { Selectable } from 'kysely';
import { AgentError } from '../../core/errors.ts';
import type { ThreadEvent, TurnLog, TurnStatus } from '../../core/ports/ledger.ts';
import type { Step, TurnResult } from '../../core/turn.ts';
import { acceptTurn } from './accept-turn.ts';
import { appendEntry } from './append-entry.ts';
import { appendEvents } from './append-events.ts';
import { closeEscalation, openEscalation } from './escalations.ts';
import { feedbackOn } from './feedback.ts';
import { keptQuery } from './kept-query.ts';
import type { StepsTable } from './schema.ts';
import { longStepId, shortResult, shortStepId } from './short-forms.ts';
import { nextSequence, owned, ownerOf, parsed, type Store } from './store.ts';
import { turnRow } from './turn-row.ts';

/** Turns as durable rows, with their steps. */
export function turnLog(store: Store): TurnLog {
  const { db, tenant } = store;
  return {
    accept: (turn) => acceptTurn(store, turn),
    async mark(turnId, status) {
      // A turn is taken up again whether it was accepted or running.
      const { numAffectedRows } = await store.deferSync((alone) =>
        setStatus(alone, { tenant, turn_id: turnId, status }),
      );
      if (numAffectedRows === 0n) await ownerOf(store, turnId);
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

const setStatus = keptQuery((db, { tenant, turn_id, status }: Key & { readonly status: TurnStatus }) =>
  db
    .updateTable('turns')
    .set({ status })
    .where('tenant', '=', tenant)
    .where('turn_id', '=', turn_id)
    .where('status', '!=', 'done'),
);

async function addSteps(store: Store, turnId: string, steps: readonly Step[]): Promise<void> {
  const broken = steps.find(({ cost_nano }) => !Number.isSafeInteger(cost_nano));
  if (broken) {
    throw new AgentError(
      'INTERNAL',
      `step \`${broken.step_id}\` costs ${broken.cost_nano}, which is not a whole number of nano-dollars`,
    );
  }
  const owner = await ownerOf(store, turnId);
  await store.deferSync((alone) =>
    alone.transaction().execute(async (transaction) => {
      for (const step of steps) {
        const step_id = shortStepId(turnId, step.step_id);
        const row = { ...step, step_id, detail: JSON.stringify(step.detail) };
        await insertStep(transaction, { ...owned(owner), turn_id: turnId, ...row });
      }
    }),
  );
}

const insertStep = keptQuery((db, step: StepsTable) => {
  const row = {
    step_id: step.step_id,
    number: step.number,
    node: step.node,
    started_at: step.started_at,
    ms: step.ms,
    input_tokens: step.input_tokens,
    output_tokens: step.output_tokens,
    cached_tokens: step.cached_tokens,
    cost_nano: step.cost_nano,
    confidence: step.confidence,
    model: step.model,
    error: step.error,
    detail: step.detail,
  };
  const owner = { tenant: step.tenant, agent: step.agent, config_version: step.config_version };
  return db
    .insertInto('steps')
    .values({ ...owner, turn_id: step.turn_id, ...row })
    .onConflict((conflict) => conflict.columns(['tenant', 'turn_id', 'step_id']).doUpdateSet(row));
});

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
    const thread = await nextSequence(transaction, store.tenant, owner.thread_id, events.length);
    const { numUpdatedRows } = await transaction
      .updateTable('turns')
      .set({ status, outcome: result.outcome, result: shortResult(result), ended_at: at })
      .where('tenant', '=', store.tenant)
      .where('turn_id', '=', turnId)
      .where('status', '!=', 'done')
      .executeTakeFirst();
    if (numUpdatedRows > 0n && result.reply.text !== '') {
      const entry = { turn_id: turnId, sequence: thread.sequence, role: by, text: result.reply.text, at };
      await appendEntry(transaction, { ...owner, ...entry });
    }
    if (opens) await openEscalation(transaction, owner, opens);
    if (closes) await closeEscalation(transaction, store.tenant, closes);
    return await appendEvents(transaction, { ...owner, last: thread.events, at }, events);
  });
}

async function getTurn(store: Store, turnId: string): Promise<Awaited<ReturnType<TurnLog['get']>>> {
  const { db, tenant } = store;
  const [turn] = (await turnOf(db, { tenant, turn_id: turnId })).rows;
  if (turn === undefined) return undefined;
  const { rows: steps } = await stepsOf(db, { tenant, turn_id: turnId });
  return { turn: turnRow(turn), steps: steps.map(step), feedback: await feedbackOn(store, turnId) };
}

interface Key {
  readonly tenant: string;
  readonly turn_id: string;
}

const turnOf = keptQuery((db, { tenant, turn_id }: Key) =>
  db.selectFrom('turns').selectAll().where('tenant', '=', tenant).where('turn_id', '=', turn_id),
);

const stepsOf = keptQuery((db, { tenant, turn_id }: Key) =>
  db
    .selectFrom('steps')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('turn_id', '=', turn_id)
    .orderBy('number')
    .orderBy('step_id'),
);

function step({
  tenant: _tenant,
  agent: _agent,
  config_version: _version,
  turn_id,
  step_id,
  detail,
  ...row
}: Selectable<StepsTable>): Step {
  return { ...row, step_id: longStepId(turn_id, step_id), detail: parsed<Step['detail']>(detail) };
}
