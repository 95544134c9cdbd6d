import { join } from 'node:path';
import { readProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { type Diagnostic, unwrap } from '../../core/diagnostic.ts';
import type { Environment } from '../env.ts';
import { type Ingested, ingest } from '../knowledge/ingest.ts';
import { learnAnswers } from '../knowledge/learn-answers.ts';
import { loadSources } from '../knowledge/load-sources.ts';
import { openKnowledge } from '../knowledge/open-knowledge.ts';
import { openEmbedder } from './open-embedder.ts';

export interface IngestAgent {
  readonly root: string;
  readonly agent: string;
  readonly environment: Environment;
  readonly dataDir?: string;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told what takes long after that, in plain words. */
  readonly onLearning?: (message: string) => void;
}

interface IngestedAgent extends Ingested {
  readonly into: string;
  /** Problems of declared loaders. The earlier passages of their sources stay. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Updates an agent's knowledge from its articles and loaders. A running server finds new passages at once.
 *
 * Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`, `KNOWLEDGE_UNAVAILABLE`, `KNOWLEDGE_LOCKED`.
 */
export async function ingestAgent({
  root,
  agent,
  environment,
  dataDir = join(root, '.trestle'),
  onProgress = () => {},
  onLearning = () => {},
}: IngestAgent): Promise<IngestedAgent> {
  const { project, sources, diagnostics } = await readProject(root);
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  const declaration = declaredAgent(failed ? unwrap({ ok: false, diagnostics }) : project, agent);
  const { articles } = declaration;
  const declared = sources.get(agent);
  const loaded = declared ? await loadSources(root, declared) : { passages: [], failed: [], diagnostics: [] };
  const embedder = await openEmbedder(dataDir);
  const knowledge = await openKnowledge({ dataDir, environment, embedder });
  try {
    const store = await knowledge.storeOf(agent);
    try {
      const wanted = { articles, loaded: loaded.passages, kept: loaded.failed };
      const ingested = await ingest({ ...wanted, store, embedder, onProgress });
      await learnAnswers({ declaration, embedder, dataDir, onProgress: onLearning });
      return { ...ingested, into: knowledge.describe, diagnostics: loaded.diagnostics };
    } finally {
      await store.close();
    }
  } finally {
    await knowledge.close();
  }
}
