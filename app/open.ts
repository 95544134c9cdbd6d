import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { loadProject } from '../config/load-project.ts';
import type { AgentDeclaration, Project } from '../config/project.ts';
import { AgentError } from '../core/errors.ts';
import { sqliteCheckpoints } from './checkpoints.ts';
import { agentClock } from './clock.ts';
import { decide } from './decide.ts';
import type { Environment } from './env.ts';
import { giveFeedback } from './give-feedback.ts';
import { housekeeping } from './housekeeping.ts';
import { type Incident, type IncidentCount, incidents, type UnheardAs } from './incidents.ts';
import { type Ingest, ingest } from './ingest.ts';
import { livePolicy } from './live-policy.ts';
import { lockFolder } from './lock-folder.ts';
import { openAgent } from './open-agent.ts';
import { type AgentConfidence, describeTurnConfidence, openConfidence } from './open-confidence.ts';
import { openEmbedder } from './open-embedder.ts';
import { openKnowledge } from './open-knowledge.ts';
import { openLedger } from './open-ledger.ts';
import { openModel } from './open-model.ts';
import { must, openToolset } from './open-toolset.ts';
import { openTraces } from './open-traces.ts';
import { readiness } from './readiness.ts';
import { type Recovered, recover } from './recover.ts';
import { reportedSteps } from './reported-steps.ts';
import type { Runtime } from './runtime.ts';
import type { ServedAgent } from './served-agent.ts';
import { stepSink } from './step-sink.ts';
import { takeTurn } from './take-turn.ts';
import { threadEvents } from './thread-events.ts';
import { type TurnDesk, wallTime } from './turn-desk.ts';
import { useProxies } from './use-proxies.ts';

export interface OpenRuntime {
  readonly root: string;
  readonly environment: Environment;
  /** The project, where it has been read and checked already. */
  readonly project?: Project;
  /** Where everything durable is; `<root>/.trestle` unless said otherwise. */
  readonly dataDir?: string;
  /** Told what takes long, in plain words. */
  readonly onProgress?: (message: string) => void;
  readonly log?: (message: string) => void;
  /** Told of each incident once; must not throw. */
  readonly report?: (incident: Incident) => void;
}

export interface OpenedRuntime extends Runtime {
  /** What is in use, for people: knowledge store, traces. */
  readonly parts: readonly string[];
  /** What a crash had left behind. */
  readonly recovered: Recovered;
  /** What went wrong since the start, beside answers. */
  incidents(): readonly IncidentCount[];
  /** Takes an error that nobody but the process heard: it is counted and told like every incident. */
  unheard(part: UnheardAs, error: unknown): void;
}

/**
 * Opens a project for its doors: one process at a time, everything ready, what a crash left finished.
 *
 * Rejects with `PROJECT_INVALID`, `PROJECT_BUSY`, `LEDGER_UNAVAILABLE`.
 */
export async function openRuntime({
  root,
  project: known,
  environment,
  dataDir = join(root, '.trestle'),
  onProgress = () => {},
  log = () => {},
  report = () => {},
}: OpenRuntime): Promise<OpenedRuntime> {
  await useProxies(environment);
  const project = known ?? must(await loadProject(root));
  const closers: (() => unknown)[] = [lockFolder(dataDir)];
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  const reported = incidents(report);
  try {
    const ledger = await openLedger(dataDir);
    const checkpoints = await sqliteCheckpoints(join(dataDir, 'checkpoints.db'));
    closers.push(ledger.close, checkpoints.close);
    const events = threadEvents(ledger.events);
    const traces = await openTraces(ledger, environment, log);
    closers.push(() => traces.close());
    const embedder = await openEmbedder(dataDir);
    const knowledge = await openKnowledge({ dataDir, environment, embedder });
    closers.push(() => knowledge.close());
    const agents = new Map<string, ServedAgent>();
    const confidences = new Map<string, AgentConfidence>();
    for (const [name, declaration] of project.agents) {
      const { toolset, close: closeRecords } = await openToolset({ root, agent: name, dataDir });
      closers.push(closeRecords);
      const { now } = agentClock(declaration.config.clock);
      const policy = await livePolicy({ root, agent: name, toolset, now, log });
      closers.push(() => policy.close());
      const store = await knowledge.storeOf(name);
      closers.push(() => store.close());
      await ingestAnew(declaration, { store, embedder, onProgress });
      const labelled = await ledger.outcomes.labelled(name);
      const confidence = await openConfidence({ declaration, embedder, dataDir, labelled, onProgress });
      confidences.set(name, confidence);
      const model = await openModel(declaration.config.model, project.models, environment);
      agents.set(
        name,
        await openAgent({
          project,
          declaration,
          toolset,
          ...confidence,
          knowledge: store,
          ledger,
          model,
          steps: reportedSteps(stepSink(ledger.turns, events), reported),
          checkpointer: checkpoints.saver,
          policy: policy.current,
        }),
      );
    }
    const desk: TurnDesk = {
      agents,
      ledger,
      events,
      active: new Map(),
      ...housekeeping({ prune: checkpoints.prune, turnEnded: traces.turnEnded }, reported),
    };
    const recovered = await recover(desk);
    return {
      ...doors(desk, close),
      parts: [knowledge.describe, describeTurnConfidence(confidences), ...traces.describe],
      recovered,
      incidents: reported.counts,
      unheard: (part, error) => reported.report({ event: 'error-unheard', part, error }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Brings changed articles in, and says so when there are any. */
async function ingestAnew(
  { config: { name }, articles }: AgentDeclaration,
  { onProgress, ...ports }: Pick<Ingest, 'store' | 'embedder'> & { onProgress(message: string): void },
): Promise<void> {
  const { added, changed, removed } = await ingest({
    articles,
    ...ports,
    onProgress: once(() => onProgress(`ingesting the knowledge of ${name}`)),
  });
  if (added + changed + removed > 0)
    onProgress(`${name}: ${added} passages added, ${changed} changed, ${removed} removed`);
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

/** The runtime's methods over its desk. */
function doors(desk: TurnDesk, close: () => Promise<void>): Runtime {
  let stopping = false;
  const ready = readiness(desk.ledger, () => performance.now());
  const whileOpen = async <T>(work: () => Promise<T>): Promise<T> => {
    if (stopping) throw new AgentError('SERVER_STOPPING', 'the server is stopping');
    return work();
  };
  return {
    agents: new Map(
      [...desk.agents].map(([name, { declaration, mode }]) => [
        name,
        { name, description: declaration.config.description, mode },
      ]),
    ),
    ledger: desk.ledger,
    openThread: ({ agent, customer_id }) => whileOpen(() => openThread(desk, agent, customer_id)),
    takeTurn: (turn) => whileOpen(() => takeTurn(desk, turn)),
    decide: (escalationId, decision) => whileOpen(() => decide(desk, escalationId, decision)),
    giveFeedback: (row) => whileOpen(() => giveFeedback(desk, row)),
    subscribe: desk.events.subscribe,
    notReady: async () => (stopping ? ['stopping'] : ready()),
    async close() {
      if (stopping) return;
      stopping = true;
      await Promise.allSettled(desk.active.values());
      await close();
    },
  };
}

async function openThread({ agents, ledger }: TurnDesk, name: string, customer_id: string | null) {
  const agent = agents.get(name);
  if (!agent) throw new AgentError('AGENT_UNKNOWN', `no agent \`${name}\` is served here`);
  const thread = {
    thread_id: randomUUID(),
    agent: name,
    config_version: agent.declaration.version,
    customer_id,
    created_at: wallTime(),
  };
  await ledger.threads.open(thread);
  return thread;
}
