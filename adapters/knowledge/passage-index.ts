import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Passage } from '../../core/context.ts';
import type { StoredPassage } from '../../core/ports/knowledge-store.ts';
import { tellingWords } from './text/words.ts';

/** Passages in a SQLite file, found by words and by names in `about`. */
export interface PassageIndex {
  readonly database: Database.Database;
  /** Content hash by passage id. */
  stored(): ReadonlyMap<string, string>;
  /** Adds a passage and the vectors of its questions, and returns its row. Call it inside a transaction. */
  put(passage: StoredPassage, questions: readonly Float32Array[]): number;
  /** Removes a passage and returns its row. Call it inside a transaction. */
  drop(passageId: string): number | undefined;
  /** BM25 scores by id of the passages that share content words with the text. */
  match(text: string, topics?: readonly string[]): ReadonlyMap<string, number>;
  /** Ids of passages about one of these names. */
  about(names: readonly string[], limit: number, topics?: readonly string[]): readonly string[];
  /** All names in `about`. */
  names(): readonly string[];
  /** A text that changes with every write of any process. */
  revision(): string;
  read(passageId: string): Passage | undefined;
  /** The vectors of all questions, with their passages. */
  questions(): readonly QuestionVector[];
}

/** The vector of an example question. */
export interface QuestionVector {
  readonly passageId: string;
  readonly vector: Float32Array;
}

/** The version of the file's tables. A file of another version is emptied. */
const SHAPE = 3;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY, passage_id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL,
    heading TEXT NOT NULL, text TEXT NOT NULL, about TEXT NOT NULL, topics TEXT NOT NULL, content_hash TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS labels (
    kind TEXT NOT NULL, label TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (kind, label, row)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS labels_of_row ON labels (row);
  CREATE TABLE IF NOT EXISTS questions (row INTEGER NOT NULL, vector BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS questions_of_row ON questions (row);
  CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(heading, text, questions, tokenize = 'porter unicode61 remove_diacritics 2');
`;

const EMPTIED =
  'DROP TABLE IF EXISTS passages; DROP TABLE IF EXISTS labels; DROP TABLE IF EXISTS questions; DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS vectors';

/** Rows that have one of the labels of a JSON list. */
const LABELLED = (kind: 'about' | 'topic') =>
  `SELECT row FROM labels WHERE kind = '${kind}' AND label IN (SELECT value FROM json_each(?))`;

/** Rows of passages with one of the topics of a JSON list. */
export const ROWS_OF_TOPICS = LABELLED('topic');

/** A query for any of the text's content words, quoted so that they are no query syntax. */
const matchQuery = (text: string): string =>
  tellingWords(text)
    .map((word) => `"${word}"`)
    .join(' OR ');

/** Opens a passage file. Creates it if absent; empties it if it was written for another embedder. */
export function openPassageIndex(
  path: string,
  embedder: string,
  prepare: (database: Database.Database) => void = () => {},
): PassageIndex {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Database(path, { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  prepare(database);
  establish(database, `${SHAPE} ${embedder}`);
  const statements = statementsOf(database);
  let changes = 0;

  const drop = (passageId: string): number | undefined => {
    const row = statements.row.get(passageId);
    if (row === undefined) return undefined;
    changes += 1;
    for (const statement of statements.drop) statement.run(row);
    return row;
  };

  return {
    database,
    stored: () => new Map(statements.stored.all()),
    put({ about = [], topics = [], questions = [], ...passage }, vectors) {
      changes += 1;
      const lists = { about: JSON.stringify(about), topics: JSON.stringify(topics) };
      const row = Number(statements.put.run({ ...passage, ...lists }).lastInsertRowid);
      statements.putWords.run(row, passage.heading, passage.text, questions.join('\n'));
      for (const vector of vectors) statements.putQuestion.run(row, bytesOf(vector));
      for (const label of about) statements.label.run('about', label, row);
      for (const label of topics) statements.label.run('topic', label, row);
      return row;
    },
    drop,
    match(text, topics) {
      const query = matchQuery(text);
      if (query === '') return new Map();
      return new Map(
        topics ? statements.matchTopics.all(query, JSON.stringify(topics)) : statements.match.all(query),
      );
    },
    about: (names, limit, topics) =>
      topics
        ? statements.aboutTopics.all(JSON.stringify(names), JSON.stringify(topics), limit)
        : statements.about.all(JSON.stringify(names), limit),
    names: () => statements.names.all(),
    revision: () => `${changes} ${database.pragma('data_version', { simple: true })}`,
    read: (passageId) => passageOf(statements.read.get(passageId)),
    questions: () =>
      statements.questions.all().map(([passageId, bytes]) => ({ passageId, vector: vectorOf(bytes) })),
  };
}

function establish(database: Database.Database, mark: string): void {
  database
    .transaction(() => {
      database.exec(
        'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
      );
      const known = database.prepare(`SELECT value FROM meta WHERE name = 'embedder'`).pluck().get();
      if (known !== undefined && known !== mark) database.exec(EMPTIED);
      database.exec(SCHEMA);
      database.prepare(`INSERT OR REPLACE INTO meta VALUES ('embedder', ?)`).run(mark);
    })
    .immediate();
}

type PassageRow = Omit<Passage, 'about' | 'topics'> & { readonly about: string; readonly topics: string };

function statementsOf(database: Database.Database) {
  const match = `SELECT passage_id, -bm25(words, 2.0, 1.0, 1.0) FROM words JOIN passages ON row = words.rowid WHERE words MATCH ?`;
  const about = `SELECT passage_id FROM passages WHERE row IN (${LABELLED('about')})`;
  return {
    stored: database.prepare<[], [string, string]>('SELECT passage_id, content_hash FROM passages').raw(),
    row: database.prepare<[string], number>('SELECT row FROM passages WHERE passage_id = ?').pluck(),
    put: database.prepare(`INSERT INTO passages (passage_id, source, title, heading, text, about, topics, content_hash)
      VALUES (@passage_id, @source, @title, @heading, @text, @about, @topics, @content_hash)`),
    putWords: database.prepare('INSERT INTO words (rowid, heading, text, questions) VALUES (?, ?, ?, ?)'),
    putQuestion: database.prepare('INSERT INTO questions VALUES (?, ?)'),
    questions: database
      .prepare<[], [string, Buffer]>(
        'SELECT passage_id, vector FROM questions JOIN passages USING (row) ORDER BY questions.rowid',
      )
      .raw(),
    label: database.prepare('INSERT OR IGNORE INTO labels VALUES (?, ?, ?)'),
    drop: [
      database.prepare('DELETE FROM passages WHERE row = ?'),
      database.prepare('DELETE FROM labels WHERE row = ?'),
      database.prepare('DELETE FROM questions WHERE row = ?'),
      database.prepare('DELETE FROM words WHERE rowid = ?'),
    ],
    match: database.prepare<[string], [string, number]>(match).raw(),
    matchTopics: database
      .prepare<[string, string], [string, number]>(`${match} AND row IN (${ROWS_OF_TOPICS})`)
      .raw(),
    about: database.prepare<[string, number], string>(`${about} ORDER BY row LIMIT ?`).pluck(),
    aboutTopics: database
      .prepare<[string, string, number], string>(
        `${about} AND row IN (${ROWS_OF_TOPICS}) ORDER BY row LIMIT ?`,
      )
      .pluck(),
    names: database
      .prepare<[], string>(`SELECT DISTINCT label FROM labels WHERE kind = 'about' ORDER BY label`)
      .pluck(),
    read: database.prepare<[string], PassageRow>(
      'SELECT passage_id, source, title, heading, text, about, topics FROM passages WHERE passage_id = ?',
    ),
  };
}

const passageOf = (row: PassageRow | undefined): Passage | undefined => {
  if (!row) return undefined;
  const { about, topics, ...passage } = row;
  return {
    ...passage,
    ...(about === '[]' ? {} : { about: JSON.parse(about) as readonly string[] }),
    ...(topics === '[]' ? {} : { topics: JSON.parse(topics) as readonly string[] }),
  };
};

/** A vector's bytes, to be stored. */
export const bytesOf = (vector: Float32Array): Buffer =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

/** Copied, because a buffer of the pool need not begin where a float can. */
const vectorOf = (bytes: Buffer): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);
