import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { openaiModel } from '../../adapters/models/openai-model.ts';
import { recordedEndpoint } from '../../adapters/models/recorded-endpoint.ts';
import { resilientModel } from '../../adapters/models/resilient-model.ts';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { World } from '../../core/ports/records.ts';
import type { Toolset } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import { composeAgent } from '../open/compose-agent.ts';
import { openApart } from '../open/open-apart.ts';
import { openEmbedder } from '../open/open-embedder.ts';
import { toolsetOver } from '../policies/open-toolset.ts';

export interface OpenReplay {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** The folder of trained intents; nothing else is written. */
  readonly dataDir: string;
  readonly world: World;
  readonly say: (message: string) => void;
}

/** The model's name for an agent that declares none. Its recording costs nothing. */
const NO_MODEL = 'recorded';
const FREE = { input: 0, cachedInput: 0, output: 0 };
const ANSWER_SECONDS = 30;

/** The parts that all runs of a replay share. Each run has its own copy of the world. */
export type OpenedReplay = Awaited<ReturnType<typeof openReplay>>;

/** Prepares an agent for recorded runs. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openReplay({ root, agent, dataDir, world, say }: OpenReplay) {
  const project = unwrap(await loadProject(root));
  const { model: declared } = declaredAgent(project, agent).config;
  const model = declared?.use ?? NO_MODEL;
  const price = own(project.models, model) ?? FREE;
  const timeoutMs = (declared?.seconds ?? ANSWER_SECONDS) * 1000;
  const fork = await toolsetOver(world, { root, agent });
  const { toolset } = await fork();
  const embedder = await openEmbedder(dataDir);
  const knowledge = await sqliteStore({ path: ':memory:', embedder });
  const parts = { project, agent, dataDir, embedder, knowledge, toolset, model: null, onProgress: say };
  const composed = await composeAgent(parts);
  const endpoint = await recordedEndpoint();
  return {
    world,
    declaration: composed.declaration,
    policy: composed.policy,
    model,
    fork,
    endpoint,
    /** A customer of several runs must not remember the others. */
    openHarness(ours: Toolset, baseUrl: string) {
      const live = openaiModel({ name: model, price, baseUrl, apiKey: 'none', timeoutMs });
      const recorded = resilientModel({ models: [live], retries: 0 });
      return openApart(composed, 'replay', { toolset: ours, model: recorded, modelOnly: true });
    },
    async close() {
      await endpoint.close();
      await knowledge.close();
    },
  };
}
