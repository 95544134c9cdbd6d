import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AT } from '../../test/fixtures/ledger/rows.ts';
import { sqliteLedger } from './open.ts';
import { isSqliteOutage, openSqlite } from './sqlite/sqlite.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => sqliteLedger({ file, tenant: 'shop', instance: 'one' });
const UNAVAILABLE = { code: 'LEDGER_UNAVAILABLE', retryable: true };
const thread = (thread_id: string) => ({
  ...{ thread_id, agent: 'retail', config_version: 'c1', customer_id: null, created_at: AT },
});

describe('a full disk', () => {
  test('is told as such by a transaction that SQLite has rolled back itself', async () => {
    const { db } = await openSqlite(file);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
    await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 1)}`.execute(db);
    const row = { ...thread('t1'), tenant: 'shop', turns: 0, events: 0, sequence: 0 };
    const large = { ...row, config_version: 'x'.repeat(100_000) };
    const filling = db
      .transaction()
      .execute((transaction) => transaction.insertInto('threads').values(large).execute());
    const error = await filling.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'SQLITE_FULL' });
    expect(isSqliteOutage(error)).toBe(true);
    await db.insertInto('threads').values(row).execute();
    await db.destroy();
  });
});

describe('tryWrite', () => {
  test('leaves nothing', async () => {
    const ledger = await open();
    await ledger.recovery.tryWrite();
    const database = new Database(file, { readonly: true });
    expect(database.prepare('select count(*) from threads').pluck().get()).toBe(0);
    database.close();
    await ledger.close();
  });

  test('says at once that another process holds the file', async () => {
    const ledger = await open();
    const other = new Database(file);
    other.exec('begin immediate');
    const began = performance.now();
    await expect(ledger.recovery.tryWrite()).rejects.toMatchObject(UNAVAILABLE);
    // A write that is to be kept waits for five seconds.
    expect(performance.now() - began).toBeLessThan(2_500);
    other.exec('commit');
    await ledger.recovery.tryWrite();
    other.close();
    await ledger.close();
  });
});

describe('a deleted file', () => {
  test.each([
    { what: 'gone', replace: async () => {} },
    { what: 'replaced by another', replace: async () => (await open()).close() },
  ])('is unavailable to reads and writes once it is $what', async ({ replace }) => {
    const ledger = await open();
    await ledger.threads.open(thread('t1'));
    await Promise.all(['', '-wal', '-shm'].map((part) => rm(file + part, { force: true })));
    await replace();
    await expect(ledger.threads.open(thread('t2'))).rejects.toMatchObject(UNAVAILABLE);
    await expect(ledger.threads.get('t1')).rejects.toMatchObject(UNAVAILABLE);
    await expect(ledger.recovery.tryWrite()).rejects.toMatchObject(UNAVAILABLE);
    await ledger.close();
  });
});
