import { join } from 'node:path';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { emptyToolset } from '../check/check-project.ts';
import type { Environment } from '../env.ts';
import { composeAgent } from '../open/compose-agent.ts';
import { openEmbedder } from '../open/open-embedder.ts';
import { openModel } from '../open/open-model.ts';
import { useProxies } from '../open/use-proxies.ts';
import { toolsetOver } from '../policies/open-toolset.ts';

export interface OpenEvals {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** The folder of trained intents and ingested articles. */
  readonly dataDir: string;
  readonly environment: Environment;
}

/** An agent prepared for its evals; all its scenarios share it. */
export type OpenedEvals = Awaited<ReturnType<typeof openEvals>>;

/** Prepares an agent for its evals. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openEvals({ root, agent, dataDir, environment }: OpenEvals) {
  await useProxies(environment);
  const project = unwrap(await loadProject(root));
  const { config } = declaredAgent(project, agent);
  const toolset = unwrap(await emptyToolset(root, agent));
  const embedder = await openEmbedder(dataDir);
  const knowledge = await sqliteStore({ path: join(dataDir, 'evals', `${agent}.knowledge.db`), embedder });
  const model = await openModel(config.model, project.models, environment);
  return {
    ...(await composeAgent({ project, agent, dataDir, embedder, knowledge, toolset, model })),
    /** Tools over a fresh copy of the demo records. */
    fork: await toolsetOver(toolset.seed?.() ?? {}, { root, agent }),
    close: () => knowledge.close(),
  };
}
