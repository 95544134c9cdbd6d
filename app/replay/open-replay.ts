import { randomUUID } from 'node:crypto';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { openaiModel } from '../../adapters/models/openai-model.ts';
import { recordedEndpoint } from '../../adapters/models/recorded-endpoint.ts';
import { resilientModel } from '../../adapters/models/resilient-model.ts';
import { loadProject } from '../../config/load-project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { AgentError } from '../../core/errors.ts';
import type { World } from '../../core/ports/records.ts';
import type { Toolset } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import { policyJudge } from '../../rules/judge/policy-judge.ts';
import { sqliteCheckpoints } from '../checkpoints/checkpoints.ts';
import { ingest } from '../knowledge/ingest.ts';
import { openAgent } from '../open/open-agent.ts';
import { openConfidence } from '../open/open-confidence.ts';
import { openEmbedder } from '../open/open-embedder.ts';
import { toolsetOver } from '../policies/open-toolset.ts';
import { readTool } from '../policies/read-tool.ts';
import { stepSink } from '../turns/step-sink.ts';
import { threadEvents } from '../turns/thread-events.ts';
import type { TurnRuntime } from '../turns/turn-runtime.ts';

export interface OpenReplay {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** Where trained intents are kept; nothing else is written. */
  readonly dataDir: string;
  readonly world: World;
  readonly say: (message: string) => void;
}

/** An agent that declares no model can be replayed too: its recording costs nothing. */
const NO_MODEL = 'recorded';
const tenant = 'replay';
const FREE = { input: 0, cachedInput: 0, output: 0 };
const ANSWER_SECONDS = 30;
const FACT_TIMEOUT_MS = 5000;

/** What all runs of a replay share; each gets its own copy of the world. */
export type OpenedReplay = Awaited<ReturnType<typeof openReplay>>;

/** Prepares an agent for recorded runs. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openReplay({ root, agent: name, dataDir, world, say }: OpenReplay) {
  const project = unwrap(await loadProject(root));
  const declaration = project.agents.get(name);
  if (!declaration) throw new AgentError('AGENT_UNKNOWN', `no agent \`${name}\` is declared here`);
  const { model: declared } = declaration.config;
  const model = declared?.use ?? NO_MODEL;
  const price = own(project.models, model) ?? FREE;
  const timeoutMs = (declared?.seconds ?? ANSWER_SECONDS) * 1000;
  const fork = await toolsetOver(world, { root, agent: name });
  const embedder = await openEmbedder(dataDir);
  const confidence = await openConfidence({ declaration, embedder, dataDir, onProgress: say });
  const knowledge = await sqliteStore({ path: ':memory:', embedder });
  await ingest({ articles: declaration.articles, store: knowledge, embedder });
  const endpoint = await recordedEndpoint();
  const openHarness = async (toolset: Toolset, baseUrl: string) => {
    // A ledger for each run: a customer of several runs must not remember the others.
    const ledger = await sqliteLedger({ file: ':memory:', tenant, instance: randomUUID() });
    const checkpoints = await sqliteCheckpoints(':memory:', () => ledger.turns);
    const events = threadEvents(ledger.events);
    const live = openaiModel({ name: model, price, baseUrl, apiKey: 'none', timeoutMs });
    const served = await openAgent({
      project,
      declaration,
      toolset,
      ...confidence,
      knowledge,
      ledger,
      model: resilientModel({ models: [live], retries: 0 }),
      steps: stepSink(checkpoints.journal, () => events),
      checkpointer: checkpoints.saver,
      modelOnly: true,
    });
    const runtime: TurnRuntime = {
      tenant,
      agents: new Map([[name, served]]),
      ledger,
      events,
      active: new Map(),
      recovering: new Set(),
      prune: checkpoints.prune,
      turnEnded: () => {},
    };
    const close = async () => {
      await ledger.close();
      await checkpoints.close();
    };
    return { runtime, clock: served.clock, close };
  };
  const judgeOver = async ({ tools, facts: computed }: Toolset) => {
    const policy = unwrap(await loadPolicy({ root, agent: name, tools, computed }));
    const read = readTool(new Map(tools.map((tool) => [tool.name, tool])));
    return policyJudge({ policy: () => policy, read, computed, timeoutMs: FACT_TIMEOUT_MS });
  };
  const close = async () => {
    await endpoint.close();
    await knowledge.close();
  };
  return { world, declaration, model, fork, endpoint, openHarness, judgeOver, close };
}
