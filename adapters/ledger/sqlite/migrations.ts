import { type Kysely, type Migration, sql } from 'kysely';
import type { LedgerTables } from '../schema.ts';
import { TEXT_HASH } from '../short-forms.ts';
import { compactTables } from './compact-tables.ts';
import { eventsTable, owned, transcriptTable, turnsTable } from './tables.ts';

type Database = Kysely<LedgerTables>;

async function createThreads(db: Database): Promise<void> {
  await owned(db, 'threads')
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('turns', 'integer', (column) => column.notNull())
    .addColumn('events', 'integer', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('threads_key', ['tenant', 'thread_id'])
    .execute();
  await db.schema
    .createIndex('threads_customer')
    .on('threads')
    .columns(['tenant', 'customer_id', 'agent'])
    .execute();
}

async function createTurns(db: Database): Promise<void> {
  await turnsTable(db)
    .addPrimaryKeyConstraint('turns_key', ['tenant', 'turn_id'])
    .addUniqueConstraint('turns_number', ['tenant', 'thread_id', 'number'])
    .addUniqueConstraint('turns_idempotency', ['tenant', 'thread_id', 'idempotency_key'])
    .execute();
  await db.schema
    .createIndex('turns_status')
    .on('turns')
    .columns(['tenant', 'status', 'thread_id'])
    .execute();
}

async function createSteps(db: Database): Promise<void> {
  await owned(db, 'steps')
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('step_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('node', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('ms', 'double precision', (column) => column.notNull())
    .addColumn('input_tokens', 'integer', (column) => column.notNull())
    .addColumn('output_tokens', 'integer', (column) => column.notNull())
    .addColumn('cached_tokens', 'integer', (column) => column.notNull())
    .addColumn('cost_nano', 'bigint', (column) => column.notNull())
    .addColumn('confidence', 'double precision')
    .addColumn('model', 'text')
    .addColumn('error', 'text')
    .addColumn('detail', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('steps_key', ['tenant', 'turn_id', 'step_id'])
    .execute();
}

async function createTranscript(db: Database): Promise<void> {
  await transcriptTable(db, 'place')
    .addPrimaryKeyConstraint('transcript_key', ['tenant', 'thread_id', 'place'])
    .addUniqueConstraint('transcript_once', ['tenant', 'turn_id', 'role', 'text_hash'])
    .execute();
}

async function createActions(db: Database): Promise<void> {
  await owned(db, 'actions')
    .addColumn('action_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('intent', 'text')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('policy_version', 'text', (column) => column.notNull())
    .addColumn('proposal', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_at', 'text')
    .addColumn('ended_at', 'text')
    .addColumn('ended_place', 'integer')
    .addColumn('result', 'text', (column) => column.notNull())
    .addColumn('judged_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('actions_key', ['tenant', 'action_id'])
    .addUniqueConstraint('actions_place', ['tenant', 'thread_id', 'place'])
    .execute();
}

async function createEscalations(db: Database): Promise<void> {
  await owned(db, 'escalations')
    .addColumn('escalation_id', 'text', (column) => column.notNull())
    .addColumn('thread_id', 'text', (column) => column.notNull())
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('decision', 'text')
    .addColumn('opened_at', 'text', (column) => column.notNull())
    .addColumn('decided_at', 'text')
    .addPrimaryKeyConstraint('escalations_key', ['tenant', 'escalation_id'])
    .execute();
  await db.schema
    .createIndex('escalations_status')
    .on('escalations')
    .columns(['tenant', 'status', 'opened_at'])
    .execute();
  await db.schema
    .createIndex('escalations_thread')
    .on('escalations')
    .columns(['tenant', 'thread_id'])
    .execute();
}

async function createEvents(db: Database): Promise<void> {
  await eventsTable(db).addPrimaryKeyConstraint('events_key', ['tenant', 'thread_id', 'seq']).execute();
}

async function createFeedback(db: Database): Promise<void> {
  await owned(db, 'feedback')
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('score', 'integer', (column) => column.notNull())
    .addColumn('comment', 'text')
    .addColumn('corrected_intent', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('feedback_key', ['tenant', 'turn_id', 'number'])
    .execute();
}

/** Adds indexes, so that operators' lists and starts do not read a tenant's whole history. */
async function indexLists(db: Database): Promise<void> {
  const index = (name: string, table: string, columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute();
  await db.schema.dropIndex('escalations_thread').execute();
  await index('escalations_of_thread', 'escalations', ['tenant', 'thread_id', 'status']);
  await index('escalations_opened', 'escalations', ['tenant', 'opened_at', 'escalation_id']);
  await index('escalations_of_agent', 'escalations', ['tenant', 'agent', 'status']);
  await index('feedback_of_agent', 'feedback', ['tenant', 'agent', 'turn_id', 'number']);
}

/** Adds the author of feedback. */
async function nameAuthors(db: Database): Promise<void> {
  await db.schema
    .alterTable('feedback')
    .addColumn('by', 'text', (column) => column.notNull().defaultTo('customer'))
    .execute();
}

/** Shortens step ids and hashes. */
async function shorten(db: Database): Promise<void> {
  await sql`update steps set step_id = substr(step_id, length(turn_id) + 1)
    where substr(step_id, 1, length(turn_id) + 1) = turn_id || '.'`.execute(db);
  await sql`update transcript set text_hash = substr(text_hash, 1, ${sql.lit(TEXT_HASH)})`.execute(db);
}

/** Renames `place` to `sequence`. */
async function nameSequences(db: Database): Promise<void> {
  for (const table of ['threads', 'transcript', 'actions'])
    await db.schema.alterTable(table).renameColumn('place', 'sequence').execute();
  await db.schema.alterTable('actions').renameColumn('ended_place', 'ended_sequence').execute();
}

/** Adds customers, which limits over a window lock. A row is added with a customer's first such verdict. */
async function createCustomers(db: Database): Promise<void> {
  await owned(db, 'customers')
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('verdicts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('customers_key', ['tenant', 'agent', 'customer_id'])
    .execute();
}

/** Turns are found across threads by agent, time, intent and outcome: one index, which has all of it. */
async function indexTurns(db: Database): Promise<void> {
  await db.schema.alterTable('turns').addColumn('intent', 'text').execute();
  await sql`update turns set intent = json_extract(result, '$.intent.name') where result is not null`.execute(
    db,
  );
  await db.schema
    .createIndex('turns_of_agent')
    .on('turns')
    .columns(['tenant', 'agent', 'accepted_at', 'turn_id', 'intent', 'outcome'])
    .execute();
}

/** Adds versions of agents with the texts of their articles. */
async function createVersions(db: Database): Promise<void> {
  await owned(db, 'versions')
    .addColumn('declared', 'blob', (column) => column.notNull())
    .addColumn('articles', 'text', (column) => column.notNull())
    .addColumn('kept_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('versions_key', ['tenant', 'agent', 'config_version'])
    .execute();
  await owned(db, 'articles')
    .addColumn('text_hash', 'text', (column) => column.notNull())
    .addColumn('text', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('articles_key', ['tenant', 'agent', 'text_hash'])
    .execute();
}

/** Every change of the schema, oldest first; forward only. A released one is never edited. */
export const MIGRATIONS: { readonly [name: string]: Migration } = {
  '0001_ledger': {
    up: async (db: Database) => {
      await createThreads(db);
      await createTurns(db);
      await createSteps(db);
      await createTranscript(db);
      await createActions(db);
      await createEscalations(db);
      await createEvents(db);
      await createFeedback(db);
    },
  },
  '0002_lists': { up: indexLists },
  '0003_authors': { up: nameAuthors },
  '0004_shorter': { up: shorten },
  '0005_sequences': { up: nameSequences },
  '0006_customers': { up: createCustomers },
  '0007_compact': { up: compactTables },
  '0008_turns': { up: indexTurns },
  '0009_versions': { up: createVersions },
};
