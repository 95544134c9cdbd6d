import { loadProject } from '../../config/load-project.ts';
import type { AgentDeclaration, Project } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { AgentError } from '../../core/errors.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { AgentGraph } from '../../graphs/compile.ts';
import type { Environment } from '../env.ts';
import { ingest } from '../knowledge/ingest.ts';
import { type OpenedKnowledge, openKnowledge } from '../knowledge/open-knowledge.ts';
import { lockFolder } from '../open/lock-folder.ts';
import { openAgent } from '../open/open-agent.ts';
import { openConfidence } from '../open/open-confidence.ts';
import { openEmbedder } from '../open/open-embedder.ts';
import { openLedger } from '../open/open-ledger.ts';
import { openModel } from '../open/open-model.ts';
import { useProxies } from '../open/use-proxies.ts';
import { openToolset } from '../policies/open-toolset.ts';
import type { ServedAgent } from '../turns/served-agent.ts';
import { studioSteps } from './studio-steps.ts';

export interface StudioGraphs {
  readonly root: string;
  readonly environment: Environment;
  /** Where everything durable is, apart from that of `trestle start`. */
  readonly dataDir: string;
  /** Told what takes long, in plain words. */
  readonly onProgress: (message: string) => void;
}

interface Opened {
  readonly project: Project;
  readonly ledger: Ledger;
  readonly embedder: Embedder;
  readonly knowledge: OpenedKnowledge;
}

/**
 * Agents as graphs for a server that brings its own checkpoints and knows nothing of turns.
 *
 * Nothing is opened before the first graph is asked for. The process owns `dataDir` until it ends.
 */
export function studioGraphs(options: StudioGraphs): (agent: string) => Promise<AgentGraph> {
  const shared = keptWhenDone(() => openShared(options));
  const graphs = new Map<string, () => Promise<AgentGraph>>();
  return (agent) => {
    const graph = graphs.get(agent) ?? keptWhenDone(async () => graphOf(options, await shared(), agent));
    graphs.set(agent, graph);
    return graph();
  };
}

/** Does the work once, also for callers at the same time; a failure is not kept. */
function keptWhenDone<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | null = null;
  return () => {
    result ??= work().catch((error: unknown) => {
      result = null;
      throw error;
    });
    return result;
  };
}

async function openShared({ root, environment, dataDir, onProgress }: StudioGraphs): Promise<Opened> {
  await useProxies(environment);
  const project = unwrap(await loadProject(root));
  const closers: (() => unknown)[] = [lockFolder(dataDir)];
  try {
    const ledger = await openLedger(dataDir);
    closers.push(ledger.close);
    const embedder = await openEmbedder(dataDir);
    const knowledge = await openKnowledge({ dataDir, environment, embedder });
    onProgress(`records under ${dataDir}; ${knowledge.describe}`);
    return { project, ledger, embedder, knowledge };
  } catch (error) {
    for (const close of closers.reverse()) await close();
    throw error;
  }
}

async function graphOf(options: StudioGraphs, opened: Opened, agent: string): Promise<AgentGraph> {
  const declaration = opened.project.agents.get(agent);
  if (!declaration) throw new AgentError('AGENT_UNKNOWN', `no agent \`${agent}\` is declared here`);
  const { declaration: served, graph, mode } = await connect(options, opened, declaration);
  options.onProgress(`${agent} is ready, mode: ${mode()}`);
  // The platform's own limit would end a turn before ours has called a person.
  return graph.withConfig({ recursionLimit: served.config.limits.steps * 2 + 10 }) as AgentGraph;
}

async function connect(
  { root, environment, dataDir, onProgress }: StudioGraphs,
  { project, ledger, embedder, knowledge }: Opened,
  declaration: AgentDeclaration,
): Promise<ServedAgent> {
  const { version, articles, config } = declaration;
  const { toolset } = await openToolset({ root, agent: config.name, dataDir });
  const store = await knowledge.storeOf(config.name);
  await ingest({ articles, store, embedder });
  const labelled = await ledger.outcomes.labelled(config.name);
  const confidence = await openConfidence({ declaration, embedder, dataDir, labelled, onProgress });
  const agent: ServedAgent = await openAgent({
    project,
    declaration,
    toolset,
    ...confidence,
    knowledge: store,
    ledger,
    model: await openModel(config.model, project.models, environment),
    steps: studioSteps({ ledger, agent: config.name, version, mode: () => agent.mode() }),
  });
  return agent;
}
