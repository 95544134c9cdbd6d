import type { Transaction } from 'kysely';
import type { NewEvent, ThreadEvent } from '../../core/ports/ledger.ts';
import { compactJson } from './compact-json.ts';
import { keptQuery } from './kept-query.ts';
import type { EventsTable, LedgerTables, Owned } from './schema.ts';
import { type EndedTurn, shortEvent } from './short-events.ts';
import { owned } from './store.ts';

export interface EventsOf extends Owned {
  readonly thread_id: string;
  /** The number of the last event, from `nextSequence`. */
  readonly last: number;
  readonly at: string;
  /** The turn that ends with these events: they do not keep again what its row and the transcript have. */
  readonly ended?: EndedTurn | null;
}

/** Adds events under numbers reserved by the transaction, without gaps. */
export async function appendEvents(
  transaction: Transaction<LedgerTables>,
  { thread_id, last, at, ended = null, ...owner }: EventsOf,
  events: readonly NewEvent[],
): Promise<readonly ThreadEvent[]> {
  const first = last - events.length + 1;
  const numbered = events.map(({ type, data }, index) => ({ thread_id, seq: first + index, type, data, at }));
  for (const event of numbered)
    await insert(transaction, { ...owned(owner), ...event, data: keptData(event, ended) });
  return numbered;
}

const keptData = ({ data, thread_id }: ThreadEvent, ended: EndedTurn | null): string =>
  compactJson(ended ? shortEvent(data, ended) : data, thread_id);

const insert = keptQuery((db, event: EventsTable) =>
  db.insertInto('events').values({
    tenant: event.tenant,
    agent: event.agent,
    config_version: event.config_version,
    thread_id: event.thread_id,
    seq: event.seq,
    type: event.type,
    data: event.data,
    at: event.at,
  }),
);
