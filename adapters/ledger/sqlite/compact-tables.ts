import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import type { LedgerTables } from '../schema.ts';
import { REPLIES, UNDER_WAY } from './partial-indexes.ts';
import { eventsTable, owned, transcriptTable, turnsTable } from './tables.ts';

type Database = Kysely<LedgerTables>;

/** A turn's steps are one row, events are their own index, and indexes have the rows that are asked for. */
export async function compactTables(db: Database): Promise<void> {
  await gatherSteps(db);
  const events = eventsTable(db).addPrimaryKeyConstraint('events_key', ['tenant', 'thread_id', 'seq']);
  await rebuild(db, 'events', events.modifyEnd(sql`without rowid`));
  await rebuildTurns(db);
  const transcript = transcriptTable(db);
  const key = transcript.addPrimaryKeyConstraint('transcript_key', ['tenant', 'thread_id', 'sequence']);
  await rebuild(db, 'transcript', key);
  await db.schema
    .createIndex('transcript_replies')
    .unique()
    .on('transcript')
    .columns(['tenant', 'turn_id', 'role', 'text_hash'])
    .where(REPLIES)
    .execute();
}

async function rebuildTurns(db: Database): Promise<void> {
  await db.schema.dropIndex('turns_status').execute();
  const turns = turnsTable(db)
    .addPrimaryKeyConstraint('turns_key', ['tenant', 'turn_id'])
    .addUniqueConstraint('turns_number', ['tenant', 'thread_id', 'number']);
  await rebuild(db, 'turns', turns);
  await db.schema
    .createIndex('turns_under_way')
    .on('turns')
    .columns(['tenant', 'thread_id'])
    .where(UNDER_WAY)
    .execute();
  await db.schema
    .createIndex('turns_idempotency')
    .unique()
    .on('turns')
    .columns(['tenant', 'thread_id', 'idempotency_key'])
    .where(sql.ref('idempotency_key'), 'is not', null)
    .execute();
}

/** Copies a table into one with the same columns and other keys. */
async function rebuild(
  db: Database,
  name: string,
  table: Pick<CreateTableBuilder<string>, 'execute'>,
  rows = sql`select * from earlier`,
): Promise<void> {
  await sql`alter table ${sql.table(name)} rename to earlier`.execute(db);
  await table.execute();
  await sql`insert into ${sql.table(name)} ${rows}`.execute(db);
  await sql`drop table earlier`.execute(db);
}

async function gatherSteps(db: Database): Promise<void> {
  const table = owned(db, 'steps')
    .addColumn('turn_id', 'text', (column) => column.notNull())
    .addColumn('steps', 'blob', (column) => column.notNull())
    .addPrimaryKeyConstraint('steps_key', ['tenant', 'turn_id']);
  const values = {
    step_id: text(sql`iif(substr(step_id, 1, 1) = '.', turn_id || step_id, step_id)`),
    ...of(['node', 'started_at', 'model', 'error'], (column) => text(column)),
    ...of(['ms', 'confidence'], fraction),
    ...of(
      ['number', 'input_tokens', 'output_tokens', 'cached_tokens', 'cost_nano', 'detail'],
      (column) => column,
    ),
  };
  const parts = Object.entries(values).map(([name, value]) => sql`${sql.lit(`"${name}":`)} || ${value}`);
  const steps = sql`'[' || group_concat('{' || ${sql.join(parts, sql` || ',' || `)} || '}') || ']'`;
  const rows = sql`select tenant, agent, config_version, turn_id, ${steps} from earlier group by tenant, turn_id`;
  await rebuild(db, 'steps', table, rows);
}

type Value = RawBuilder<unknown>;

const of = (names: readonly string[], write: (column: Value) => Value) =>
  Object.fromEntries(names.map((name) => [name, write(sql.ref(name))]));

const text = (value: Value) => sql`json_quote(${value})`;

/** A number with all its digits, as JSON. */
const fraction = (value: Value) => sql`iif(${value} is null, 'null', printf('%!.17g', ${value}))`;
