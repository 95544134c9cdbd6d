import type { Collection } from 'chromadb';
import type { Passage, RankedPassage } from '../../core/context.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore, StoredPassage } from '../../core/ports/knowledge-store.ts';
import { available, scoreOf, searchable } from './available.ts';
import { chromaCollection } from './chroma-collection.ts';
import { openPassageIndex } from './passage-index.ts';
import { candidatesFor, rank } from './rank.ts';

export interface ChromaStoreOptions {
  readonly url: string;
  /** Names the agent's passages on the server; vectors of another embedder get a collection of their own. */
  readonly collection: string;
  /** The SQLite file of the words, which Chroma's own server cannot search; made when absent. */
  readonly path: string;
  readonly embedder: Embedder;
}

/** A type alias, because an interface is not assignable to Chroma's metadata. */
type Fields = { source: string; title: string; heading: string; content_hash: string };

/** The server takes no more than 5,461 at once. */
const BATCH = 500;

const inBatches = async <T>(
  items: readonly T[],
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> => {
  for (let start = 0; start < items.length; start += BATCH) await work(items.slice(start, start + BATCH));
};

const passageOf = (
  passageId: string,
  document: string | null | undefined,
  fields: Fields | null | undefined,
): Passage => ({
  passage_id: passageId,
  source: fields?.source ?? '',
  title: fields?.title ?? '',
  heading: fields?.heading ?? '',
  text: document ?? '',
});

const cosine = (a: readonly number[], b: Float32Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

const storedRemotely = async (collection: Collection): Promise<ReadonlyMap<string, string>> => {
  const hashes = new Map<string, string>();
  for (let offset = 0; ; offset += BATCH) {
    const page = await collection.get<Fields>({ limit: BATCH, offset, include: ['metadatas'] });
    for (const [at, id] of page.ids.entries()) hashes.set(id, page.metadatas[at]?.content_hash ?? '');
    if (page.ids.length < BATCH) return hashes;
  }
};

/** What only one side has, or has differently, must be written again. */
const agreed = (
  there: ReadonlyMap<string, string>,
  here: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const ids = new Set([...there.keys(), ...here.keys()]);
  return new Map([...ids].map((id) => [id, there.get(id) === here.get(id) ? (here.get(id) ?? '') : '']));
};

/** The passages nearest to a vector. */
const nearest = async (
  collection: Collection,
  vector: Float32Array,
  limit: number,
): Promise<readonly RankedPassage[]> => {
  const found = await collection.query<Fields>({
    queryEmbeddings: [[...vector]],
    nResults: limit,
    include: ['documents', 'metadatas', 'distances'],
  });
  return (found.ids[0] ?? []).map((id, at) => ({
    ...passageOf(id, found.documents[0]?.[at], found.metadatas[0]?.[at]),
    score: scoreOf(found.distances[0]?.[at] ?? 1),
  }));
};

/** The passages of these ids, with their scores; unknown ids are left out, on which a query would fail. */
const scored = async (
  collection: Collection,
  vector: Float32Array,
  ids: readonly string[],
): Promise<readonly RankedPassage[]> => {
  const found = await collection.get<Fields>({
    ids: [...ids],
    include: ['documents', 'metadatas', 'embeddings'],
  });
  return found.ids.map((id, at) => ({
    ...passageOf(id, found.documents[at], found.metadatas[at]),
    score: scoreOf(1 - cosine(found.embeddings[at] ?? [], vector)),
  }));
};

/** Keeps passages in a Chroma server: vectors there, the index of their words in a SQLite file here. */
export function chromaStore(options: ChromaStoreOptions): Promise<KnowledgeStore> {
  const { embedder } = options;
  const within = chromaCollection(options.url, options.collection, embedder.id);
  const guarded = <T>(work: () => Promise<T>, signal?: AbortSignal) =>
    available(`Chroma at \`${options.url}\``, work, signal);

  return guarded(async () => {
    const index = openPassageIndex(options.path, embedder.id);

    const upsert = async (passages: readonly StoredPassage[]): Promise<void> => {
      const vectors = await embedder.embed(passages.map(searchable));
      await within((collection) =>
        collection.upsert({
          ids: passages.map(({ passage_id }) => passage_id),
          embeddings: vectors.map((vector) => [...vector]),
          documents: passages.map(({ text }) => text),
          metadatas: passages.map(
            ({ source, title, heading, content_hash }): Fields => ({ source, title, heading, content_hash }),
          ),
        }),
      );
      index.database
        .transaction(() => {
          for (const passage of passages) {
            index.drop(passage.passage_id);
            index.put(passage);
          }
        })
        .immediate();
    };

    const remove = async (ids: readonly string[]): Promise<void> => {
      await within((collection) => collection.delete({ ids: [...ids] }));
      index.database
        .transaction(() => {
          for (const id of ids) index.drop(id);
        })
        .immediate();
    };

    const search = async (
      text: string,
      top: number,
      signal?: AbortSignal,
    ): Promise<readonly RankedPassage[]> => {
      const [vector] = (await embedder.embed([text], signal)) as readonly [Float32Array];
      const near = await within(
        (collection) => nearest(collection, vector, candidatesFor(top).meaning),
        signal,
      );
      const known = new Set(near.map(({ passage_id }) => passage_id));
      const missing = index.match(text, candidatesFor(top).words).filter((id) => !known.has(id));
      const rest =
        missing.length === 0 ? [] : await within((collection) => scored(collection, vector, missing), signal);
      return rank(text, [...near, ...rest], top);
    };

    return {
      stored: () => guarded(async () => agreed(await within(storedRemotely), index.stored())),
      upsert: (passages) => guarded(() => inBatches(passages, upsert)),
      remove: (ids) => guarded(() => inBatches(ids, remove)),
      search: ({ text, top, signal }) => guarded(() => search(text, top, signal), signal),
      async close() {
        index.database.close();
      },
    };
  });
}
