import type Database from 'better-sqlite3';
import * as sqliteVec from 'sqlite-vec';
import type { Passage } from '../../core/context.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore, StoredPassage } from '../../core/ports/knowledge-store.ts';
import { available, scoreOf, searchable } from './available.ts';
import { openPassageIndex, type PassageIndex } from './passage-index.ts';
import { candidatesFor, rank } from './rank.ts';

export interface SqliteStoreOptions {
  /** A file of its own; made when absent. */
  readonly path: string;
  readonly embedder: Embedder;
}

const bytes = (vector: Float32Array): Buffer =>
  Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength);

const vectorsIn = (database: Database.Database, dimensions: number) => {
  database.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS vectors USING vec0(embedding float[${dimensions}] distance_metric=cosine)`,
  );
  const put = database.prepare('INSERT INTO vectors (rowid, embedding) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM vectors WHERE rowid = ?');
  const nearest = database
    .prepare<[Buffer, number], [string, number]>(`SELECT passage_id, distance FROM
      (SELECT rowid, distance FROM vectors WHERE embedding MATCH ? AND k = ?) AS near
      JOIN passages ON row = near.rowid ORDER BY distance, passage_id`)
    .raw();
  const distance = database
    .prepare<[Buffer, string], number>(`SELECT vec_distance_cosine(embedding, ?) FROM vectors
      WHERE rowid = (SELECT row FROM passages WHERE passage_id = ?)`)
    .pluck();
  return {
    // vec0 takes only whole numbers that are marked as such.
    put: (row: number, vector: Float32Array) => put.run(BigInt(row), bytes(vector)),
    drop: (row: number) => drop.run(BigInt(row)),
    nearest: (vector: Float32Array, limit: number) => nearest.all(bytes(vector), limit),
    distance: (vector: Float32Array, passageId: string) => distance.get(bytes(vector), passageId) ?? 1,
  };
};

type Vectors = ReturnType<typeof vectorsIn>;

const replace = (index: PassageIndex, vectors: Vectors, passageIds: readonly string[]): void => {
  for (const passageId of passageIds) {
    const row = index.drop(passageId);
    if (row !== undefined) vectors.drop(row);
  }
};

/** Keeps passages in one SQLite file: vectors by sqlite-vec, words by FTS5. */
export function sqliteStore({ path, embedder }: SqliteStoreOptions): Promise<KnowledgeStore> {
  return available('the knowledge file', async () => {
    const index = openPassageIndex(path, embedder.id, (database) => sqliteVec.load(database));
    const vectors = vectorsIn(index.database, embedder.dimensions);
    const guarded = <T>(work: () => Promise<T>, signal?: AbortSignal) =>
      available('the knowledge file', work, signal);

    const upsert = async (passages: readonly StoredPassage[]): Promise<void> => {
      const embedded = await embedder.embed(passages.map(searchable));
      index.database
        .transaction(() => {
          for (const [at, passage] of passages.entries()) {
            replace(index, vectors, [passage.passage_id]);
            vectors.put(index.put(passage), embedded[at] as Float32Array);
          }
        })
        .immediate();
    };

    const search = async (text: string, top: number, signal?: AbortSignal) => {
      const [vector] = (await embedder.embed([text], signal)) as readonly [Float32Array];
      const near = new Map(vectors.nearest(vector, candidatesFor(top).meaning));
      const ids = new Set([...near.keys(), ...index.match(text, candidatesFor(top).words)]);
      const candidates = [...ids].map((passageId) => ({
        ...(index.read(passageId) as Passage),
        score: scoreOf(near.get(passageId) ?? vectors.distance(vector, passageId)),
      }));
      return rank(text, candidates, top);
    };

    return {
      stored: () => guarded(async () => index.stored()),
      upsert: (passages) => guarded(() => upsert(passages)),
      remove: (passageIds) =>
        guarded(async () =>
          index.database.transaction(() => replace(index, vectors, passageIds)).immediate(),
        ),
      search: ({ text, top, signal }) => guarded(() => search(text, top, signal), signal),
      async close() {
        index.database.close();
      },
    };
  });
}
