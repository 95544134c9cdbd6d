import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Records, World } from '../../core/ports/records.ts';
import type { Json } from '../../core/values/json.ts';
import { matches } from './field.ts';

interface Row {
  readonly id: string;
  readonly record: string;
}

export interface SqliteRecordsOptions {
  readonly file: string;
  /** The initial world. Called only if the file has no records. */
  readonly seed?: () => World;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS records (collection TEXT, id TEXT, record TEXT NOT NULL, PRIMARY KEY (collection, id)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS commits (key TEXT PRIMARY KEY, result TEXT NOT NULL) WITHOUT ROWID;`;

/** Records in a SQLite file. `commit` writes an effect and its key to disk together, or neither. */
export function sqliteRecords({ file, seed }: SqliteRecordsOptions): Records & { close(): Promise<void> } {
  const database = openDatabase(file);
  const read = database.prepare<[string, string], { record: string }>(
    'SELECT record FROM records WHERE collection = ? AND id = ?',
  );
  const write = database.prepare('INSERT OR REPLACE INTO records (collection, id, record) VALUES (?, ?, ?)');
  const readKey = database.prepare<[string], { result: string }>('SELECT result FROM commits WHERE key = ?');
  const writeKey = database.prepare('INSERT INTO commits (key, result) VALUES (?, ?)');
  const search = searchRecords(database);

  const get = (collection: string, id: string) => parsed(read.get(collection, id)?.record);
  const put = (collection: string, id: string, record: Json) =>
    void write.run(collection, id, JSON.stringify(record));
  const committed = (key: string) => parsed(readKey.get(key)?.result);
  const commit = database.transaction((key: string, change: Parameters<Records['commit']>[1]): Json => {
    const known = committed(key);
    if (known !== undefined) return known;
    const result = JSON.stringify(change({ get, put }));
    writeKey.run(key, result);
    return JSON.parse(result) as Json;
  });

  database
    .transaction(() => {
      if (!seed || database.prepare('SELECT 1 FROM records LIMIT 1').get()) return;
      for (const [collection, records] of Object.entries(seed())) {
        for (const [id, record] of Object.entries(records)) put(collection, id, record);
      }
    })
    .immediate();

  return {
    get: async (collection, id) => get(collection, id),
    find: async (collection, where) =>
      search(collection, where).filter(({ record }) => matches(record, where)),
    list: async (collection) => search(collection, {}),
    commit: async (key, change) => commit.immediate(key, change),
    committed: async (key) => committed(key),
    close: async () => void database.close(),
  };
}

function openDatabase(file: string): Database.Database {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  // A power cut must not undo an effect that the ledger has recorded as executed.
  database.pragma('synchronous = FULL');
  database.exec(SCHEMA);
  return database;
}

/** A superset of the matching records, in order of id. Uses an index if SQLite's `lower` folds the text as we do. */
function searchRecords(database: Database.Database) {
  const all = database.prepare<[string], Row>(
    'SELECT id, record FROM records WHERE collection = ? ORDER BY id',
  );
  const byPath = new Map<string, Database.Statement<[string, string], Row>>();
  const statement = (path: string) => {
    const known = byPath.get(path);
    if (known) return known;
    const field = `lower(json_extract(record, '$.${path}'))`;
    database.exec(`CREATE INDEX IF NOT EXISTS "by ${path}" ON records (collection, ${field})`);
    const made = database.prepare<[string, string], Row>(
      `SELECT id, record FROM records INDEXED BY "by ${path}" WHERE collection = ? AND ${field} = ? ORDER BY id`,
    );
    byPath.set(path, made);
    return made;
  };
  return (collection: string, where: { readonly [path: string]: string }) => {
    const indexed = Object.entries(where).find(([path, text]) => isPlainPath(path) && isAscii(text));
    const rows = indexed
      ? statement(indexed[0]).all(collection, indexed[1].toLowerCase())
      : all.all(collection);
    return rows.map(({ id, record }) => ({ id, record: JSON.parse(record) as Json }));
  };
}

function isPlainPath(path: string): boolean {
  return /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/.test(path);
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

function parsed(text: string | undefined): Json | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}
