import type { Collection, Where } from 'chromadb';
import { AgentError } from '../../../core/errors.ts';
import type { Embedder } from '../../../core/ports/embedder.ts';
import type { KnowledgeStore, StoredPassage } from '../../../core/ports/knowledge-store.ts';
import { available, scoreOf, searchable } from '../available.ts';
import { cosine, ownCosines } from '../own-cosines.ts';
import { openPassageIndex } from '../passage-index.ts';
import { embedQuestions } from '../question-keys.ts';
import { type PassageVectors, passageSearch } from '../search-passages.ts';
import type { AnswerGate } from './answer-gate.ts';
import { ChromaSilent, chromaCollection, type WithCollection } from './chroma-collection.ts';

export interface ChromaStoreOptions {
  /** The server's current address; undefined while it is down. */
  readonly url: () => string | undefined;
  /** Called after each search with the outage that limited it to words, or with null. */
  readonly onSearch?: (outage: AgentError | null) => void;
  /** The name of the agent's collection. Each embedder has a collection of its own. */
  readonly collection: string;
  /** The SQLite file for search by words, which Chroma's own server does not have. Created if absent. */
  readonly path: string;
  readonly embedder: Embedder;
  /** Shared by the stores on one server. */
  readonly gate: AnswerGate;
  /** Time limit of a request, in milliseconds. */
  readonly answerMs?: number | undefined;
}

/** The fields of a passage. Each topic is a further field, because Chroma's fields are flat. */
type Fields = {
  source: string;
  title: string;
  heading: string;
  content_hash: string;
  [topic: string]: string | true;
};

const topicField = (topic: string): string => `topic:${topic}`;

const fieldsOf = ({ source, title, heading, content_hash, topics = [] }: StoredPassage): Fields => ({
  ...Object.fromEntries(topics.map((topic) => [topicField(topic), true as const])),
  source,
  title,
  heading,
  content_hash,
});

/** Passages in one request. The server's limit is 5,461. */
const BATCH = 500;

const inBatches = async <T>(
  items: readonly T[],
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> => {
  for (let start = 0; start < items.length; start += BATCH) await work(items.slice(start, start + BATCH));
};

const storedRemotely = async (collection: Collection): Promise<ReadonlyMap<string, string>> => {
  const hashes = new Map<string, string>();
  for (let offset = 0; ; offset += BATCH) {
    const page = await collection.get<Fields>({ limit: BATCH, offset, include: ['metadatas'] });
    for (const [at, id] of page.ids.entries()) hashes.set(id, page.metadatas[at]?.content_hash ?? '');
    if (page.ids.length < BATCH) return hashes;
  }
};

/** The passages with equal content on both sides. All others must be written again. */
const agreed = (
  there: ReadonlyMap<string, string>,
  here: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> => {
  const ids = new Set([...there.keys(), ...here.keys()]);
  return new Map([...ids].map((id) => [id, there.get(id) === here.get(id) ? (here.get(id) ?? '') : '']));
};

const withTopics = (topics: readonly string[] | undefined): { where?: Where } => {
  const [first, ...rest] = (topics ?? []).map((topic) => ({ [topicField(topic)]: true }));
  if (!first) return {};
  return { where: rest.length === 0 ? first : { $or: [first, ...rest] } };
};

const vectorsIn = (within: WithCollection): PassageVectors => ({
  async nearest(vector, limit, { topics, signal }) {
    if (topics?.length === 0) return new Map();
    const found = await within(
      (collection) =>
        collection.query({
          queryEmbeddings: [[...vector]],
          nResults: limit,
          include: ['distances'],
          ...withTopics(topics),
        }),
      signal,
    );
    return new Map((found.ids[0] ?? []).map((id, at) => [id, scoreOf(found.distances[0]?.[at] ?? 1)]));
  },
  // Not by a query, which fails if the server has lost an id.
  async cosines(vector, passageIds, signal) {
    const found = await within(
      (collection) => collection.get({ ids: [...passageIds], include: ['embeddings'] }),
      signal,
    );
    return new Map(found.ids.map((id, at) => [id, scoreOf(1 - cosine(found.embeddings[at] ?? [], vector))]));
  },
});

function outageOf(error: unknown): AgentError {
  if (error instanceof AgentError && error.code === 'KNOWLEDGE_UNAVAILABLE') return error;
  throw error;
}

/**
 * Stores passages: vectors in a Chroma server, the word index in a local SQLite file.
 *
 * While the server cannot be reached, searches use words only and changes reject with `KNOWLEDGE_UNAVAILABLE`. After a
 * time-out no search waits for the server until a probe in the background is answered.
 */
export function chromaStore(options: ChromaStoreOptions): Promise<KnowledgeStore> {
  const { embedder, gate, onSearch = () => {} } = options;
  const within = chromaCollection(options.url, options.collection, embedder.id, options.answerMs);
  const guarded = <T>(work: () => Promise<T>, signal?: AbortSignal) =>
    available(`Chroma at \`${options.url() ?? 'no address'}\``, work, signal);

  return guarded(async () => {
    const index = openPassageIndex(options.path, embedder.id);

    const upsert = async (passages: readonly StoredPassage[]): Promise<void> => {
      const vectors = await embedder.embed(passages.map(searchable));
      const questions = await embedQuestions(embedder, passages);
      await within((collection) =>
        collection.upsert({
          ids: passages.map(({ passage_id }) => passage_id),
          embeddings: vectors.map((vector) => [...vector]),
          documents: passages.map(({ text }) => text),
          metadatas: passages.map(fieldsOf),
        }),
      );
      index.database
        .transaction(() => {
          for (const [at, passage] of passages.entries()) {
            index.drop(passage.passage_id);
            index.put(passage, questions[at] ?? []);
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

    const probe = (signal: AbortSignal) => within((collection) => collection.count(), signal);
    const search = passageSearch({ index, vectors: vectorsIn(within), embedder });
    const byWords = passageSearch({ index, vectors: ownCosines(index, embedder), embedder });
    const wholeOrByWords: KnowledgeStore['search'] = async (query) => {
      const closed = gate.closedBy();
      const found = closed ?? (await guarded(() => search(query), query.signal).catch(outageOf));
      if (!(found instanceof AgentError)) {
        onSearch(null);
        return found;
      }
      if (found.cause instanceof ChromaSilent) gate.close(found, probe);
      onSearch(found);
      return await guarded(() => byWords(query), query.signal);
    };

    return {
      stored: () => guarded(async () => agreed(await within(storedRemotely), index.stored())),
      upsert: (passages) => guarded(() => inBatches(passages, upsert)),
      remove: (ids) => guarded(() => inBatches(ids, remove)),
      search: wholeOrByWords,
      async close() {
        index.database.close();
      },
    };
  });
}
