import { join } from 'node:path';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Environment } from '../env.ts';
import { type Ingested, ingest } from '../knowledge/ingest.ts';
import { openKnowledge } from '../knowledge/open-knowledge.ts';
import { openEmbedder } from './open-embedder.ts';

export interface IngestAgent {
  readonly root: string;
  readonly agent: string;
  readonly environment: Environment;
  readonly dataDir?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Updates an agent's knowledge from its articles. A running server finds new passages at once.
 *
 * Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`, `KNOWLEDGE_UNAVAILABLE`, `KNOWLEDGE_LOCKED`.
 */
export async function ingestAgent({
  root,
  agent,
  environment,
  dataDir = join(root, '.trestle'),
  onProgress = () => {},
}: IngestAgent): Promise<Ingested & { readonly into: string }> {
  const declaration = declaredAgent(unwrap(await loadProject(root)), agent);
  const embedder = await openEmbedder(dataDir);
  const knowledge = await openKnowledge({ dataDir, environment, embedder });
  try {
    const store = await knowledge.storeOf(agent);
    try {
      const ingested = await ingest({ articles: declaration.articles, store, embedder, onProgress });
      return { ...ingested, into: knowledge.describe };
    } finally {
      await store.close();
    }
  } finally {
    await knowledge.close();
  }
}
