import type { Transaction } from 'kysely';
import { AgentError } from '../../core/errors.ts';
import type { TurnLog, TurnRow } from '../../core/ports/ledger.ts';
import { appendEntry } from './append-entry.ts';
import { appendEvents } from './append-events.ts';
import type { LedgerTables } from './schema.ts';
import { UNDER_WAY } from './sqlite/partial-indexes.ts';
import { nextSequence, type Store } from './store.ts';
import { turnRow } from './turn-row.ts';

type Accepted = Awaited<ReturnType<TurnLog['accept']>>;

type Message = Parameters<TurnLog['accept']>[0];

/** Accepts a message as a turn, or returns the turn with the same key. */
export async function acceptTurn(
  { db, tenant }: Store,
  { events = [], ...message }: Message,
): Promise<Accepted> {
  // Replaces lone surrogates, which the store does not return unchanged.
  const turn = { ...message, text: Buffer.from(message.text).toString() };
  return await db.transaction().execute(async (transaction) => {
    const thread = await nextSequence(transaction, tenant, turn.thread_id);
    const repeated = await sameKey(transaction, tenant, turn);
    if (repeated !== undefined) return { turn: repeated, repeated: true, events: [] };
    await refuseIfBusy(transaction, tenant, turn.thread_id);

    const { at, ...accepted } = turn;
    const row = {
      ...accepted,
      tenant,
      agent: thread.agent,
      number: thread.turns + 1,
      status: 'accepted',
      outcome: null,
      intent: null,
      result: null,
      accepted_at: at,
      ended_at: null,
    } as const;
    await transaction.insertInto('turns').values(row).execute();
    const last = thread.events + events.length;
    await transaction
      .updateTable('threads')
      .set({ turns: row.number, events: last })
      .where('tenant', '=', tenant)
      .where('thread_id', '=', turn.thread_id)
      .execute();
    await appendEntry(transaction, { ...row, sequence: thread.sequence, role: 'customer', at });
    const numbered = await appendEvents(transaction, { ...row, last, at }, events);
    return { turn: await turnRow({ db: transaction, tenant }, row), repeated: false, events: numbered };
  });
}

async function sameKey(
  transaction: Transaction<LedgerTables>,
  tenant: string,
  turn: Message,
): Promise<TurnRow | undefined> {
  if (turn.idempotency_key === null) return undefined;
  const row = await transaction
    .selectFrom('turns')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('thread_id', '=', turn.thread_id)
    .where('idempotency_key', '=', turn.idempotency_key)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.text !== turn.text) {
    throw new AgentError(
      'IDEMPOTENCY_KEY_REUSED',
      `the key \`${turn.idempotency_key}\` was used for another message`,
    );
  }
  return await turnRow({ db: transaction, tenant }, row);
}

async function refuseIfBusy(
  transaction: Transaction<LedgerTables>,
  tenant: string,
  threadId: string,
): Promise<void> {
  const busy = await transaction
    .selectFrom('turns')
    .select('turn_id')
    .where('tenant', '=', tenant)
    .where(UNDER_WAY)
    .where('thread_id', '=', threadId)
    .limit(1)
    .executeTakeFirst();
  if (busy !== undefined) throw new AgentError('THREAD_BUSY', `turn \`${busy.turn_id}\` has not ended`);
}
