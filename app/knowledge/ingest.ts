import { type Article, chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';
import type { WrittenPassage } from '../../core/context.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import { contentHash } from '../../core/values/json.ts';

interface IngestInto {
  readonly store: KnowledgeStore;
  readonly embedder: Pick<Embedder, 'id'>;
  /** Sources whose stored passages stay, though they are not among these. */
  readonly kept?: readonly string[];
  /** Called with the number of written passages and the total. */
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Ingest extends IngestInto {
  /** All articles of an agent. Passages of other articles are removed from the store. */
  readonly articles: readonly Article[];
  /** Passages beside those of the articles. */
  readonly loaded?: readonly WrittenPassage[];
}

interface IngestPassages extends IngestInto {
  /** The complete content of the store after the ingest. */
  readonly passages: readonly WrittenPassage[];
}

/** The numbers of passages by state. */
export interface Ingested {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** Passages in one write. It is small, so that progress shows and a crash repeats little. */
const BATCH = 16;

/** Like `ingestPassages`, for articles. */
export function ingest({ articles, loaded = [], ...into }: Ingest): Promise<Ingested> {
  return ingestPassages({ ...into, passages: [...articles.flatMap(chunkMarkdown), ...loaded] });
}

/**
 * Makes a store contain exactly these passages. Writes differences only.
 *
 * It can be repeated after a crash. Rejects with `KNOWLEDGE_UNAVAILABLE`.
 */
export async function ingestPassages({
  passages,
  store,
  embedder,
  kept = [],
  onProgress = () => {},
}: IngestPassages): Promise<Ingested> {
  const wanted = passages.map((passage) => ({
    ...passage,
    content_hash: contentHash([embedder.id, { ...passage }]),
  }));
  const stored = await store.stored();
  const due = wanted.filter(({ passage_id, content_hash }) => stored.get(passage_id) !== content_hash);
  const names = new Set(wanted.map(({ passage_id }) => passage_id));
  const stays = (id: string) => names.has(id) || kept.some((source) => id.startsWith(`${source}#`));
  const gone = [...stored.keys()].filter((id) => !stays(id));
  if (gone.length > 0) await store.remove(gone);
  for (let start = 0; start < due.length; start += BATCH) {
    await store.upsert(due.slice(start, start + BATCH));
    onProgress(Math.min(start + BATCH, due.length), due.length);
  }
  const added = due.filter(({ passage_id }) => !stored.has(passage_id)).length;
  return { added, changed: due.length - added, removed: gone.length, unchanged: wanted.length - due.length };
}
