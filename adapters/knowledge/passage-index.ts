import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Passage } from '../../core/context.ts';
import type { StoredPassage } from '../../core/ports/knowledge-store.ts';
import { tellingWords } from './words.ts';

/** Passages in a SQLite file, found by their words. */
export interface PassageIndex {
  readonly database: Database.Database;
  /** Content hash by passage id. */
  stored(): ReadonlyMap<string, string>;
  /** Adds or replaces a passage; answers its row. Call it inside a transaction. */
  put(passage: StoredPassage): number;
  /** Removes a passage; answers the row it had. Call it inside a transaction. */
  drop(passageId: string): number | undefined;
  /** Ids of passages that share words with the text, best first. */
  match(text: string, limit: number): readonly string[];
  read(passageId: string): Passage | undefined;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL,
    heading TEXT NOT NULL, text TEXT NOT NULL, content_hash TEXT NOT NULL);
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(heading, text, tokenize = 'porter unicode61 remove_diacritics 2');
`;

/** Any of the text's telling words: quoted, so that nothing in it is query syntax. */
const matchQuery = (text: string): string =>
  tellingWords(text)
    .map((word) => `"${word}"`)
    .join(' OR ');

/** Opens a passage file, made when absent; one written for other vectors (`embedder`) is emptied first. */
export function openPassageIndex(
  path: string,
  embedder: string,
  prepare: (database: Database.Database) => void = () => {},
): PassageIndex {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  prepare(database);
  database
    .transaction(() => {
      database.exec(SCHEMA);
      const known = database.prepare(`SELECT value FROM meta WHERE name = 'embedder'`).pluck().get();
      if (known !== undefined && known !== embedder)
        database.exec('DELETE FROM passages; DELETE FROM words; DROP TABLE IF EXISTS vectors');
      database.prepare(`INSERT OR REPLACE INTO meta VALUES ('embedder', ?)`).run(embedder);
    })
    .immediate();

  const statements = {
    stored: database.prepare<[], [string, string]>('SELECT passage_id, content_hash FROM passages').raw(),
    row: database.prepare<[string], number>('SELECT row FROM passages WHERE passage_id = ?').pluck(),
    put: database.prepare(`INSERT INTO passages (passage_id, source, title, heading, text, content_hash)
      VALUES (@passage_id, @source, @title, @heading, @text, @content_hash)`),
    putWords: database.prepare('INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)'),
    drop: database.prepare('DELETE FROM passages WHERE row = ?'),
    dropWords: database.prepare('DELETE FROM words WHERE rowid = ?'),
    match: database
      .prepare<[string, number], string>(`SELECT passage_id FROM words JOIN passages ON row = words.rowid
        WHERE words MATCH ? ORDER BY bm25(words, 2.0, 1.0), passage_id LIMIT ?`)
      .pluck(),
    read: database.prepare<[string], Passage>(
      'SELECT passage_id, source, title, heading, text FROM passages WHERE passage_id = ?',
    ),
  };

  const drop = (passageId: string): number | undefined => {
    const row = statements.row.get(passageId);
    if (row === undefined) return undefined;
    statements.drop.run(row);
    statements.dropWords.run(row);
    return row;
  };

  return {
    database,
    stored: () => new Map(statements.stored.all()),
    put(passage) {
      const row = Number(statements.put.run(passage).lastInsertRowid);
      statements.putWords.run(row, passage.heading, passage.text);
      return row;
    },
    drop,
    match(text, limit) {
      const query = matchQuery(text);
      return query === '' ? [] : statements.match.all(query, limit);
    },
    read: (passageId) => statements.read.get(passageId),
  };
}
