import type { Transaction } from 'kysely';
import type { NewEvent, ThreadEvent } from '../../core/ports/ledger.ts';
import { compactJson } from './compact-json.ts';
import { keptQuery } from './kept-query.ts';
import type { EventsTable, LedgerTables, Owned } from './schema.ts';
import { saidText } from './short-forms.ts';
import { owned } from './store.ts';

export interface EventsOf extends Owned {
  readonly thread_id: string;
  /** The number of the last event, from `nextSequence`. */
  readonly last: number;
  readonly at: string;
  /** A reply that the transcript has: events do not keep it again. */
  readonly said?: { readonly turn_id: string; readonly text: string } | null;
}

/** Adds events under numbers reserved by the transaction, without gaps. */
export async function appendEvents(
  transaction: Transaction<LedgerTables>,
  { thread_id, last, at, said = null, ...owner }: EventsOf,
  events: readonly NewEvent[],
): Promise<readonly ThreadEvent[]> {
  const first = last - events.length + 1;
  const numbered = events.map(({ type, data }, index) => ({ thread_id, seq: first + index, type, data, at }));
  for (const event of numbered)
    await insert(transaction, { ...owned(owner), ...event, data: keptData(event, said) });
  return numbered;
}

function keptData({ data, thread_id }: ThreadEvent, said: EventsOf['said']): string {
  const isSaid = said && data['turn_id'] === said.turn_id && data['text'] === said.text;
  return compactJson(isSaid ? { ...data, text: saidText(said.text) } : data, thread_id);
}

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
