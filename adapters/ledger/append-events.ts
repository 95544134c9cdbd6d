import type { Transaction } from 'kysely';
import type { NewEvent, ThreadEvent } from '../../core/ports/ledger.ts';
import type { LedgerTables, Owned } from './schema.ts';
import { owned } from './store.ts';

export interface EventsOf extends Owned {
  readonly thread_id: string;
  /** The number of the last of them, taken with `nextPlace`. */
  readonly last: number;
  readonly at: string;
}

/** Adds events under numbers that the transaction has taken: no gaps. */
export async function appendEvents(
  transaction: Transaction<LedgerTables>,
  { thread_id, last, at, ...owner }: EventsOf,
  events: readonly NewEvent[],
): Promise<readonly ThreadEvent[]> {
  const first = last - events.length + 1;
  const numbered = events.map(({ type, data }, index) => ({ thread_id, seq: first + index, type, data, at }));
  const rows = numbered.map((event) => ({ ...owned(owner), ...event, data: JSON.stringify(event.data) }));
  if (rows.length > 0) await transaction.insertInto('events').values(rows).execute();
  return numbered;
}
