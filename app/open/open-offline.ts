import { join } from 'node:path';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { World } from '../../core/ports/records.ts';
import type { Environment } from '../env.ts';
import { buildToolset, loadToolset } from '../policies/load-toolset.ts';
import { toolsetOver } from '../policies/open-toolset.ts';
import { composeAgent } from './compose-agent.ts';
import { openEmbedder } from './open-embedder.ts';
import { openModel } from './open-model.ts';
import { useProxies } from './use-proxies.ts';

export interface OpenOffline {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** The folder of trained intents and ingested articles. */
  readonly dataDir: string;
  readonly environment: Environment;
  /** The records of each run. Default: the demo records. */
  readonly world?: World | undefined;
}

/** An agent prepared for runs that share it, each over its own records and ledger. */
export type OpenedOffline = Awaited<ReturnType<typeof openOffline>>;

/** Prepares an agent for runs beside what is served. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openOffline({ root, agent, dataDir, environment, world }: OpenOffline) {
  await useProxies(environment);
  const project = unwrap(await loadProject(root));
  const { config } = declaredAgent(project, agent);
  const factory = unwrap(await loadToolset({ root, agent }));
  const toolset = unwrap(await buildToolset(factory, { root, agent, records: memoryRecords({}) }));
  const embedder = await openEmbedder(dataDir);
  const knowledge = await sqliteStore({ path: join(dataDir, 'evals', `${agent}.knowledge.db`), embedder });
  const model = await openModel({ config, models: project.models, environment });
  return {
    ...(await composeAgent({ project, agent, dataDir, embedder, knowledge, toolset, model })),
    /** Tools over a fresh copy of the records. */
    fork: await toolsetOver(world ?? toolset.seed?.() ?? {}, { root, agent }),
    close: () => knowledge.close(),
  };
}
