import { loadProject } from '../../config/load-project.ts';
import type { Project } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { Mode } from '../../core/turn.ts';
import type { AgentGraph } from '../../graphs/compile.ts';
import type { Environment } from '../env.ts';
import { type OpenedKnowledge, openKnowledge } from '../knowledge/open-knowledge.ts';
import { composeKept } from '../open/compose-kept.ts';
import { lockFolder } from '../open/lock-folder.ts';
import { openEmbedder } from '../open/open-embedder.ts';
import { openLedger } from '../open/open-ledger.ts';
import { useProxies } from '../open/use-proxies.ts';
import type { ServedAgent } from '../turns/served-agent.ts';
import { studioSteps } from './studio-steps.ts';

export interface StudioGraphs {
  readonly root: string;
  readonly environment: Environment;
  /** The data folder, separate from that of `trestle start`. */
  readonly dataDir: string;
  /** Called with messages about long work. */
  readonly onProgress: (message: string) => void;
}

interface Opened {
  readonly project: Project;
  readonly ledger: Ledger;
  readonly embedder: Embedder;
  readonly knowledge: OpenedKnowledge;
}

/**
 * Agents as graphs for LangGraph's server, which has its own checkpoints and no turns.
 *
 * Nothing is opened before the first graph is requested. The process holds `dataDir` until it ends.
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

/** Runs the work once, also for concurrent callers. After a failure it runs again. */
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

async function graphOf(
  { root: _root, ...options }: StudioGraphs,
  opened: Opened,
  agent: string,
): Promise<AgentGraph> {
  const { ledger } = opened;
  const composed = await composeKept({ ...options, ...opened, agent }, []);
  const version = (): string => served.version;
  const mode = (): Mode => served.mode();
  const served: ServedAgent = await composed.runIn({
    ledger,
    steps: studioSteps({ ledger, agent, version, mode }),
  });
  options.onProgress(`${agent} is ready, mode: ${mode()}`);
  // The platform's own limit would end a turn before ours calls a person.
  const recursionLimit = composed.declaration.config.limits.steps * 2 + 10;
  return served.graph.withConfig({ recursionLimit }) as AgentGraph;
}
