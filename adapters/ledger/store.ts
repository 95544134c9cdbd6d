import type { Kysely, Transaction } from 'kysely';
import { AgentError } from '../../core/errors.ts';
import { keptQuery } from './kept-query.ts';
import type { LedgerTables, Owned, ThreadsTable } from './schema.ts';

/** The store under every log. */
export interface Store {
  readonly db: Kysely<LedgerTables>;
  readonly tenant: string;
  /** This process's name in claims. */
  readonly instance: string;
  /** Runs one write that reaches the disk with a later write. It survives a kill at once. */
  deferSync<T>(work: (db: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
  /** Runs one write that fails instead of waiting for another process. */
  failFast<T>(work: (db: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
}

type Sequence = Pick<
  ThreadsTable,
  'agent' | 'config_version' | 'customer_id' | 'turns' | 'events' | 'sequence'
>;

/**
 * Reserves the thread's next sequence number and numbers for events, and locks its row until the transaction ends.
 *
 * INVARIANT: it is the first statement of every transaction here, so that transactions on one thread are serialized
 * on any database. Only a customer's row may be locked after it, and nothing after that, so that there is no
 * deadlock. A SQLite transaction that reads first cannot write after another process has written.
 */
export async function nextSequence(
  transaction: Transaction<LedgerTables>,
  tenant: string,
  threadId: string,
  events = 0,
): Promise<Sequence> {
  const { rows } = await takeSequence(transaction, { tenant, thread_id: threadId, events });
  const [row] = rows;
  if (row === undefined) throw threadUnknown(threadId);
  return row;
}

const takeSequence = keptQuery((db, given: { tenant: string; thread_id: string; events: number }) =>
  db
    .updateTable('threads')
    .set((thread) => ({ sequence: thread('sequence', '+', 1), events: thread('events', '+', given.events) }))
    .where('tenant', '=', given.tenant)
    .where('thread_id', '=', given.thread_id)
    .returning(['agent', 'config_version', 'customer_id', 'turns', 'events', 'sequence']),
);

/** The owner of a turn's rows. Rejects with `TURN_UNKNOWN`. */
export async function ownerOf({ db, tenant }: Store, turnId: string): Promise<Owned & { thread_id: string }> {
  const { rows } = await owners(db, { tenant, turn_id: turnId });
  const [row] = rows;
  if (row === undefined) throw turnUnknown(turnId);
  return row;
}

const owners = keptQuery((db, given: { tenant: string; turn_id: string }) =>
  db
    .selectFrom('turns')
    .select(['tenant', 'agent', 'config_version', 'thread_id'])
    .where('tenant', '=', given.tenant)
    .where('turn_id', '=', given.turn_id),
);

/** Commits to disk if the action has effects; otherwise deferred, because a replay may repeat it. */
export function committed<T>(
  store: Store,
  { effects = true }: { readonly effects?: boolean },
  work: (db: Kysely<LedgerTables>) => Promise<T>,
): Promise<T> {
  return effects ? work(store.db) : store.deferSync(work);
}

/** The threads of a customer with an agent, as a list for `in`. */
export function threadsOf(
  { db, tenant }: Pick<Store, 'db' | 'tenant'>,
  { customer_id, agent }: { readonly customer_id: string; readonly agent: string },
) {
  return db
    .selectFrom('threads')
    .select('threads.thread_id')
    .where('threads.tenant', '=', tenant)
    .where('threads.customer_id', '=', customer_id)
    .where('threads.agent', '=', agent);
}

/** The columns of a row's owner. */
export function owned({ tenant, agent, config_version }: Owned): Owned {
  return { tenant, agent, config_version };
}

/** Parses a JSON column written by this folder. */
export function parsed<T>(text: string): T {
  return JSON.parse(text) as T;
}

export function threadUnknown(threadId: string): AgentError {
  return new AgentError('THREAD_UNKNOWN', `no thread has the id \`${threadId}\``);
}

function turnUnknown(turnId: string): AgentError {
  return new AgentError('TURN_UNKNOWN', `no turn has the id \`${turnId}\``);
}
