import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type { LedgerTables } from '../schema.ts';
import type { Store } from '../store.ts';
import { MIGRATIONS } from './migrations.ts';

type Connection = Database.Database;

/** Milliseconds that a write waits for another process's write. */
const PATIENCE = 5000;

/** An open file: its queries, and ways to run some of them without waiting. */
export interface OpenedSqlite extends Pick<Store, 'deferSync' | 'failFast'> {
  readonly db: Kysely<LedgerTables>;
  /** True if the file was deleted or replaced. SQLite would write to the deleted file without an error. */
  readonly gone: () => boolean;
}

/**
 * Opens the file and migrates it to the newest schema. Rejects if that is not possible.
 *
 * An acknowledged write survives a kill and a power cut. A deferred one survives a power cut from the next write on
 * that is not deferred.
 */
export async function openSqlite(file: string): Promise<OpenedSqlite> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const connection = new Database(file, { timeout: PATIENCE });
  try {
    await writeAhead(connection);
    connection.pragma('synchronous = FULL');
    const db = new Kysely<LedgerTables>({ dialect: new SqliteDialect({ database: cached(connection) }) });
    await migrate(connection, db);
    return {
      db,
      // The log of writes is one: the next commit that waits for the disk takes along those that did not.
      deferSync: under(connection, db, 'synchronous = NORMAL', 'synchronous = FULL'),
      failFast: under(connection, db, 'busy_timeout = 50', `busy_timeout = ${PATIENCE}`),
      gone: deletionOf(file),
    };
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Turns write-ahead logging on. SQLite does not wait with that for another process that opens the file: it is tried again. */
async function writeAhead(connection: Connection): Promise<void> {
  for (const until = performance.now() + PATIENCE; ; await sleep(20)) {
    try {
      connection.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || performance.now() > until) throw error;
    }
  }
}

/** True if an error means that the store cannot be used, not that a query is wrong. */
export function isSqliteOutage(error: unknown): boolean {
  return (
    error instanceof Database.SqliteError && !/^SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE)/.test(error.code)
  );
}

/** Runs work exclusively on the connection, under another setting. */
function under(
  connection: Connection,
  db: Kysely<LedgerTables>,
  setting: string,
  usual: string,
): Store['deferSync'] {
  return (work) =>
    db.connection().execute(async (alone) => {
      connection.pragma(setting);
      try {
        return await work(alone);
      } finally {
        connection.pragma(usual);
      }
    });
}

function deletionOf(file: string): () => boolean {
  if (file === ':memory:') return () => false;
  const opened = statSync(file);
  return () => {
    const now = statSync(file, { throwIfNoEntry: false });
    return now?.ino !== opened.ino || now.dev !== opened.dev;
  };
}

/** Prepares each statement once. There are as many as queries in this folder. */
function cached(connection: Connection): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => connection.close(),
    prepare: (sql) => {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = sql === 'rollback' ? rollbackOf(connection) : connection.prepare(sql);
      statements.set(sql, statement);
      return statement;
    },
  };
}

/** A rollback that does nothing after SQLite's own rollback on a full disk; its error would hide the first one. */
function rollbackOf(connection: Connection): SqliteStatement {
  const statement = connection.prepare('rollback');
  const unless = () => (connection.inTransaction ? statement.run() : { changes: 0, lastInsertRowid: 0 });
  return { reader: false, all: () => [], run: unless, iterate: () => [].values() };
}

/** Migrates in one transaction, because two processes may open one new file. Kysely does not do so for SQLite. */
async function migrate(connection: Connection, db: Kysely<LedgerTables>): Promise<void> {
  connection.exec('BEGIN EXCLUSIVE');
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  connection.exec(error === undefined ? 'COMMIT' : 'ROLLBACK');
  if (error !== undefined) throw error;
}
