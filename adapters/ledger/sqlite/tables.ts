import type { CreateTableBuilder, Kysely } from 'kysely';
import type { LedgerTables } from '../schema.ts';

type Database = Kysely<LedgerTables>;

/** A table whose rows belong to a tenant, an agent and a version of its declaration. */
export function owned(
  db: Database,
  table: string,
): CreateTableBuilder<string, 'tenant' | 'agent' | 'config_version'> {
  return db.schema
    .createTable(table)
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('agent', 'text', (column) => column.notNull())
    .addColumn('config_version', 'text', (column) => column.notNull());
}

/** Turns, without keys. */
export function turnsTable(db: Database) {
  return owned(db, 'turns')
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('idempotency_key', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text')
    .addColumn('result', 'text')
    .addColumn('accepted_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text');
}

/** The transcript, without keys. `sequence` names the column of its order. */
export function transcriptTable(db: Database, sequence = 'sequence') {
  return owned(db, 'transcript')
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn(sequence, 'integer', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('text_hash', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull());
}

/** Events, without keys. */
export function eventsTable(db: Database) {
  return owned(db, 'events')
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull());
}
