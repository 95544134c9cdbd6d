import type { ThreadEvent, TurnLog, TurnStatus } from '../../core/ports/ledger.ts';
import type { TurnResult } from '../../core/turn.ts';
import { acceptTurn } from './accept-turn.ts';
import { appendEntry } from './append-entry.ts';
import { appendEvents } from './append-events.ts';
import { closeEscalation, openEscalation } from './escalations.ts';
import { feedbackOn } from './feedback.ts';
import { findTurns } from './find-turns.ts';
import { keptQuery } from './kept-query.ts';
import { shortResult } from './short-forms.ts';
import { addSteps, stepsOf } from './steps.ts';
import { nextSequence, ownerOf, type Store } from './store.ts';
import { turnRow, turnRows } from './turn-row.ts';

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
    find: (query) => findTurns(store, query),
    async list({ thread_id, limit }) {
      const newest = await db
        .selectFrom('turns')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('thread_id', '=', thread_id)
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return (await turnRows(store, newest)).toReversed();
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
  const kept = shortResult(result, (await stepsOf(store, [turnId]))(turnId));
  return await store.db.transaction().execute(async (transaction) => {
    const thread = await nextSequence(transaction, store.tenant, owner.thread_id, events.length);
    const { numUpdatedRows } = await transaction
      .updateTable('turns')
      .set({
        status,
        outcome: result.outcome,
        intent: result.intent?.name ?? null,
        result: kept,
        ended_at: at,
      })
      .where('tenant', '=', store.tenant)
      .where('turn_id', '=', turnId)
      .where('status', '!=', 'done')
      .executeTakeFirst();
    const ended = numUpdatedRows > 0n ? { result, isFinal: status === 'done' } : null;
    const { text } = result.reply;
    if (ended && text !== '')
      await appendEntry(transaction, {
        ...owner,
        ...{ turn_id: turnId, text, sequence: thread.sequence, role: by, at },
      });
    if (opens) await openEscalation(transaction, owner, opens);
    if (closes) await closeEscalation(transaction, store.tenant, closes);
    return await appendEvents(transaction, { ...owner, last: thread.events, at, ended }, events);
  });
}

async function getTurn(store: Store, turnId: string): Promise<Awaited<ReturnType<TurnLog['get']>>> {
  const { db, tenant } = store;
  const [turn] = (await turnOf(db, { tenant, turn_id: turnId })).rows;
  if (turn === undefined) return undefined;
  const steps = (await stepsOf(store, [turnId]))(turnId);
  return { turn: await turnRow(store, turn), steps, feedback: await feedbackOn(store, turnId) };
}

interface Key {
  readonly tenant: string;
  readonly turn_id: string;
}

const turnOf = keptQuery((db, { tenant, turn_id }: Key) =>
  db.selectFrom('turns').selectAll().where('tenant', '=', tenant).where('turn_id', '=', turn_id),
);
