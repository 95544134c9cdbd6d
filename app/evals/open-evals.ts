import { join } from 'node:path';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { AgentError } from '../../core/errors.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import { emptyToolset } from '../check/check-project.ts';
import type { Environment } from '../env.ts';
import { ingest } from '../knowledge/ingest.ts';
import { openConfidence } from '../open/open-confidence.ts';
import { openEmbedder } from '../open/open-embedder.ts';
import { openModel } from '../open/open-model.ts';
import { useProxies } from '../open/use-proxies.ts';
import { toolsetOver } from '../policies/open-toolset.ts';

export interface OpenEvals {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** Where trained intents and ingested articles are kept between runs. */
  readonly dataDir: string;
  readonly environment: Environment;
}

/** An agent that is ready to be tried: what all its scenarios share. */
export type OpenedEvals = Awaited<ReturnType<typeof openEvals>>;

/** Prepares an agent for its evals. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openEvals({ root, agent: name, dataDir, environment }: OpenEvals) {
  await useProxies(environment);
  const project = unwrap(await loadProject(root));
  const declaration = project.agents.get(name);
  if (!declaration) throw new AgentError('AGENT_UNKNOWN', `no agent \`${name}\` is declared here`);
  const toolset = unwrap(await emptyToolset(root, name));
  const { tools, facts: computed } = toolset;
  const policy = unwrap(await loadPolicy({ root, agent: name, tools, computed }));
  const embedder = await openEmbedder(dataDir);
  const { classifier, thresholds } = await openConfidence({ declaration, embedder, dataDir });
  const knowledge = await sqliteStore({ path: join(dataDir, 'evals', `${name}.knowledge.db`), embedder });
  await ingest({ articles: declaration.articles, store: knowledge, embedder });
  return {
    project,
    declaration,
    toolset,
    policy,
    classifier,
    thresholds,
    knowledge,
    model: await openModel(declaration.config.model, project.models, environment),
    /** Tools over a copy of the demo records that nothing else has touched. */
    fork: await toolsetOver(toolset.seed?.() ?? {}, { root, agent: name }),
    close: () => knowledge.close(),
  };
}
