import type { Kysely, Transaction } from 'kysely';
import { AgentError } from '../../core/errors.ts';
import { keptQuery } from './kept-query.ts';
import type { LedgerTables, Owned, ThreadsTable } from './schema.ts';

/** What every log works on. */
export interface Store {
  readonly db: Kysely<LedgerTables>;
  readonly tenant: string;
  /** This process's name in claims. */
  readonly instance: string;
  /** Does one write that need not be on the disk before a later one: it survives a kill at once. */
  deferSync<T>(work: (db: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
  /** Does one write that rather fails than waits for another process. */
  failFast<T>(work: (db: Kysely<LedgerTables>) => Promise<T>): Promise<T>;
}

type Sequence = Pick<
  ThreadsTable,
  'agent' | 'config_version' | 'customer_id' | 'turns' | 'events' | 'sequence'
>;

/**
 * Takes the thread's next sequence number and numbers for so many events, and its row's lock until the transaction ends.
 *
 * INVARIANT: the first statement of every transaction here, so that transactions on one thread
 * follow each other on any database. Only a customer's row is locked after it, and nothing after that one,
 * so that none can wait for another in a circle. A SQLite transaction
 * that reads first could not become a writer once another process has written.
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

/** Where a turn's rows belong; rejects with `TURN_UNKNOWN`. */
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

/** Commits to the disk what has effects in the world; of what has none, a replay may do it again. */
export function committed<T>(
  store: Store,
  { effects = true }: { readonly effects?: boolean },
  work: (db: Kysely<LedgerTables>) => Promise<T>,
): Promise<T> {
  return effects ? work(store.db) : store.deferSync(work);
}

/** The threads that a customer and an agent have had, as a list for `in`. */
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

/** The columns that say where a row belongs. */
export function owned({ tenant, agent, config_version }: Owned): Owned {
  return { tenant, agent, config_version };
}

/** Reads a JSON column that this folder wrote. */
export function parsed<T>(text: string): T {
  return JSON.parse(text) as T;
}

export function threadUnknown(threadId: string): AgentError {
  return new AgentError('THREAD_UNKNOWN', `no thread has the id \`${threadId}\``);
}

function turnUnknown(turnId: string): AgentError {
  return new AgentError('TURN_UNKNOWN', `no turn has the id \`${turnId}\``);
}
