import type Database from 'better-sqlite3';
import * as sqliteVec from 'sqlite-vec';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore, StoredPassage } from '../../core/ports/knowledge-store.ts';
import { available, scoreOf, searchable } from './available.ts';
import { bytesOf, openPassageIndex, type PassageIndex, ROWS_OF_TOPICS } from './passage-index.ts';
import { embedQuestions } from './question-keys.ts';
import type { Weights } from './rank.ts';
import { type PassageVectors, passageSearch } from './search-passages.ts';

export interface SqliteStoreOptions {
  /** The store's file. Created if absent. */
  readonly path: string;
  readonly embedder: Embedder;
  /** Other weights, to measure meaning or words alone. */
  readonly weights?: Weights | undefined;
}

const vectorsIn = (database: Database.Database, dimensions: number) => {
  database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS vectors USING vec0(embedding float[${dimensions}] distance_metric=cosine)`,
  );
  const put = database.prepare('INSERT INTO vectors (rowid, embedding) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM vectors WHERE rowid = ?');
  const near = (where: string) => `SELECT passage_id, distance FROM
    (SELECT rowid, distance FROM vectors WHERE embedding MATCH ? AND k = ?${where}) AS near
    JOIN passages ON row = near.rowid`;
  const nearest = database.prepare<[Buffer, number], [string, number]>(near('')).raw();
  const nearestOfTopics = database
    .prepare<[Buffer, number, string], [string, number]>(near(` AND rowid IN (${ROWS_OF_TOPICS})`))
    .raw();
  const distances = database
    .prepare<[Buffer, string], [string, number]>(`SELECT passage_id, vec_distance_cosine(embedding, ?)
      FROM passages JOIN vectors ON vectors.rowid = row WHERE passage_id IN (SELECT value FROM json_each(?))`)
    .raw();
  return {
    // vec0 takes BigInt row ids only.
    put: (row: number, vector: Float32Array) => put.run(BigInt(row), bytesOf(vector)),
    drop: (row: number) => drop.run(BigInt(row)),
    nearest: async (vector, limit, { topics }) =>
      cosinesOf(
        topics
          ? nearestOfTopics.all(bytesOf(vector), limit, JSON.stringify(topics))
          : nearest.all(bytesOf(vector), limit),
      ),
    cosines: async (vector, passageIds) =>
      cosinesOf(distances.all(bytesOf(vector), JSON.stringify(passageIds))),
  } satisfies PassageVectors & Record<string, unknown>;
};

const cosinesOf = (distances: readonly (readonly [string, number])[]): ReadonlyMap<string, number> =>
  new Map(distances.map(([passageId, distance]) => [passageId, scoreOf(distance)]));

type Vectors = ReturnType<typeof vectorsIn>;

const replace = (index: PassageIndex, vectors: Vectors, passageIds: readonly string[]): void => {
  for (const passageId of passageIds) {
    const row = index.drop(passageId);
    if (row !== undefined) vectors.drop(row);
  }
};

/** Stores passages in one SQLite file: vectors by sqlite-vec, words by FTS5. */
export function sqliteStore({ path, embedder, weights }: SqliteStoreOptions): Promise<KnowledgeStore> {
  return available('the knowledge file', async () => {
    const index = openPassageIndex(path, embedder.id, (database) => sqliteVec.load(database));
    const vectors = vectorsIn(index.database, embedder.dimensions);
    const guarded = <T>(work: () => Promise<T>, signal?: AbortSignal) =>
      available('the knowledge file', work, signal);

    const upsert = async (passages: readonly StoredPassage[]): Promise<void> => {
      const embedded = await embedder.embed(passages.map(searchable));
      const questions = await embedQuestions(embedder, passages);
      index.database
        .transaction(() => {
          for (const [at, passage] of passages.entries()) {
            replace(index, vectors, [passage.passage_id]);
            vectors.put(index.put(passage, questions[at] ?? []), embedded[at] as Float32Array);
          }
        })
        .immediate();
    };

    const search = passageSearch({ index, vectors, embedder, weights });

    return {
      stored: () => guarded(async () => index.stored()),
      upsert: (passages) => guarded(() => upsert(passages)),
      remove: (passageIds) =>
        guarded(async () =>
          index.database.transaction(() => replace(index, vectors, passageIds)).immediate(),
        ),
      search: (query) => guarded(() => search(query), query.signal),
      async close() {
        index.database.close();
      },
    };
  });
}
