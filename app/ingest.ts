import { type Article, chunkMarkdown } from '../adapters/knowledge/chunk-markdown.ts';
import { contentHash } from '../core/json.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import type { KnowledgeStore, StoredPassage } from '../core/ports/knowledge-store.ts';

export interface Ingest {
  /** All of an agent's articles: what the store holds of others is removed. */
  readonly articles: readonly Article[];
  readonly store: KnowledgeStore;
  readonly embedder: Pick<Embedder, 'id'>;
  /** Passages written so far, of how many that must be. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** How many passages an ingest found in each state. */
export interface Ingested {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** Small, so that progress shows and a crash repeats little. */
const BATCH = 16;

const hashed = (article: Article, embedder: string): readonly StoredPassage[] =>
  chunkMarkdown(article).map((passage) => ({
    ...passage,
    content_hash: contentHash([embedder, { ...passage }]),
  }));

/**
 * Makes a store hold exactly these articles, touching only what differs.
 *
 * Safe to repeat after a crash. Rejects with `KNOWLEDGE_UNAVAILABLE`.
 */
export async function ingest({
  articles,
  store,
  embedder,
  onProgress = () => {},
}: Ingest): Promise<Ingested> {
  const wanted = articles.flatMap((article) => hashed(article, embedder.id));
  const stored = await store.stored();
  const due = wanted.filter(({ passage_id, content_hash }) => stored.get(passage_id) !== content_hash);
  const names = new Set(wanted.map(({ passage_id }) => passage_id));
  const gone = [...stored.keys()].filter((id) => !names.has(id));
  if (gone.length > 0) await store.remove(gone);
  for (let start = 0; start < due.length; start += BATCH) {
    await store.upsert(due.slice(start, start + BATCH));
    onProgress(Math.min(start + BATCH, due.length), due.length);
  }
  const added = due.filter(({ passage_id }) => !stored.has(passage_id)).length;
  return { added, changed: due.length - added, removed: gone.length, unchanged: wanted.length - due.length };
}
