import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { MIGRATIONS } from './migrations.ts';
import type { LedgerTables } from './schema.ts';
import type { Store } from './store.ts';

type Connection = Database.Database;

/** An open file: its queries, and a way to make some of them without waiting for the disk. */
export interface OpenedSqlite extends Pick<Store, 'unhurried'> {
  readonly db: Kysely<LedgerTables>;
}

/**
 * Opens the file and brings it to the newest schema; rejects when that is not possible.
 *
 * An acknowledged write survives a kill and a power cut; an unhurried one survives a power cut with the
 * next write that is not.
 */
export async function openSqlite(file: string): Promise<OpenedSqlite> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const connection = new Database(file, { timeout: 5000 });
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    const db = new Kysely<LedgerTables>({ dialect: new SqliteDialect({ database: cached(connection) }) });
    await migrate(connection, db);
    return { db, unhurried: unhurriedOn(connection, db) };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Claims that an error means that the store cannot be used, not that we wrote nonsense. */
export function isSqliteOutage(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError && !/^SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE)/.test(error.code)
  );
}

/** The log of writes is one: the next commit that waits for the disk takes along those that did not. */
function unhurriedOn(connection: Connection, db: Kysely<LedgerTables>): Store['unhurried'] {
  return (work) =>
    db.connection().execute(async (alone) => {
      connection.pragma('synchronous = NORMAL');
      try {
        return await work(alone);
      } finally {
        connection.pragma('synchronous = FULL');
      }
    });
}

/** Prepares each text once. The number of texts is that of the queries in this folder. */
function cached(connection: Connection): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => connection.close(),
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement: SqliteStatement = connection.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
}

/** SQLite changes its schema in a transaction, though Kysely does not count on it: two processes may open one new file. */
async function migrate(connection: Connection, db: Kysely<LedgerTables>): Promise<void> {
  connection.exec('BEGIN EXCLUSIVE');
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  connection.exec(error === undefined ? 'COMMIT' : 'ROLLBACK');
  if (error !== undefined) throw error;
}
