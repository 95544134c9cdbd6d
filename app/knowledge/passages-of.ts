import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import { type Ingest, ingest } from './ingest.ts';

/**
 * The passages of these articles and of no others, in memory. They are brought in at the first search.
 *
 * The memory is free again when nothing refers to the store.
 */
export function passagesOf(articles: Ingest['articles'], embedder: Embedder): Pick<KnowledgeStore, 'search'> {
  let filled: Promise<KnowledgeStore> | null = null;
  const fill = async (): Promise<KnowledgeStore> => {
    const store = await sqliteStore({ path: ':memory:', embedder });
    await ingest({ articles, store, embedder });
    return store;
  };
  return {
    async search(query) {
      filled ??= fill().catch((error: unknown) => {
        filled = null;
        throw error;
      });
      return (await filled).search(query);
    },
  };
}
