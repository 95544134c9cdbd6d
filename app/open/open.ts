import { join } from 'node:path';
import { memoryJobs } from '../../adapters/jobs/memory-jobs.ts';
import { loadProject } from '../../config/load-project.ts';
import type { Project } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { JobCount } from '../../core/ports/jobs.ts';
import type { VersionLog } from '../../core/ports/version-log.ts';
import { DEFAULT_TENANT, perTenant } from '../../core/tenant.ts';
import { sqliteCheckpoints } from '../checkpoints/checkpoints.ts';
import { systemAlarm, systemClock } from '../clock.ts';
import type { Environment } from '../env.ts';
import { openKnowledge } from '../knowledge/open-knowledge.ts';
import { describeWorlds, type GivenWorlds, givenWorlds } from '../policies/given-worlds.ts';
import { earlierVersions } from '../turns/earlier-versions.ts';
import { housekeeping, pruning } from '../turns/housekeeping.ts';
import {
  type Incident,
  type IncidentCount,
  type Incidents,
  incidents,
  type UnheardAs,
} from '../turns/incidents.ts';
import { beginRecovery, type Recovered } from '../turns/recover.ts';
import { reportedSteps } from '../turns/reported-steps.ts';
import { runJobs } from '../turns/run-jobs.ts';
import type { Runtime } from '../turns/runtime.ts';
import type { ServedAgent } from '../turns/served-agent.ts';
import { stepSink } from '../turns/step-sink.ts';
import { threadEvents } from '../turns/thread-events.ts';
import { turnRuntimes, wallTime } from '../turns/turn-runtime.ts';
import type { AgentWiring } from './compose-agent.ts';
import { keptVersion } from './compose-earlier.ts';
import { type ComposedVersions, composeKept } from './compose-kept.ts';
import { doors } from './doors.ts';
import { lockFolder } from './lock-folder.ts';
import { describeTurnConfidence } from './open-confidence.ts';
import { openEmbedder } from './open-embedder.ts';
import { openLedger } from './open-ledger.ts';
import { openTraces } from './open-traces.ts';
import type { OwnPorts } from './own-ports.ts';
import { useProxies } from './use-proxies.ts';

export interface OpenRuntime {
  readonly root: string;
  readonly environment: Environment;
  /** The project, if it is already read and checked. */
  readonly project?: Project;
  /** The folder of all durable data. Default: `<root>/.trestle`. */
  readonly dataDir?: string;
  /** A file of records, `{collection: {id: record}}`. Agents whose record shapes it has are served over a copy of it. */
  readonly db?: string | undefined;
  /** Parts that stand in for those that are opened otherwise. */
  readonly ports?: OwnPorts;
  /** Called with messages about long work. */
  readonly onProgress?: (message: string) => void;
  readonly log?: (message: string) => void;
  /** Called once for each incident. Must not throw. */
  readonly report?: (incident: Incident) => void;
}

export interface OpenedRuntime extends Runtime {
  /** The parts in use, for people: knowledge store, traces. */
  readonly parts: readonly string[];
  /** Failures since the start that no answer reports. */
  incidents(): readonly IncidentCount[];
  /** Background jobs by kind and state. */
  jobs(): Promise<readonly JobCount[]>;
  /** Reports an unhandled error of the process as an incident. */
  unheard(part: UnheardAs, error: unknown): void;
}

/**
 * Opens a project for serving. One process at a time can. Recovery after a crash runs beside new turns.
 *
 * Rejects with `PROJECT_INVALID`, `PROJECT_BUSY`, `LEDGER_UNAVAILABLE`, `REQUEST_INVALID` (`db` cannot be used).
 */
export async function openRuntime({
  root,
  project: known,
  environment,
  dataDir = join(root, '.trestle'),
  db,
  ports = {},
  onProgress = () => {},
  log = () => {},
  report = () => {},
}: OpenRuntime): Promise<OpenedRuntime> {
  await useProxies(environment);
  const project = known ?? unwrap(await loadProject(root));
  const given: GivenWorlds = db === undefined ? new Map() : await givenWorlds(project, db);
  const closers: (() => unknown)[] = [lockFolder(dataDir)];
  const close = async () => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  const reported = incidents(report);
  try {
    const ledger = ports.ledger ?? (await openLedger(dataDir));
    const checkpoints = await sqliteCheckpoints(
      join(dataDir, 'checkpoints.db'),
      (tenant) => ledger.of(tenant).turns,
    );
    closers.push(ledger.close, checkpoints.close);
    const events = perTenant((tenant) => threadEvents(ledger.of(tenant).events));
    const traces = await openTraces(ledger, environment);
    closers.push(traces.close);
    const kinds = [pruning(checkpoints), ...traces.kinds];
    const jobs = runJobs({
      ...{ jobs: memoryJobs(), kinds, clock: systemClock, alarm: systemAlarm, log },
      report: reported.report,
    });
    closers.push(jobs.close);
    const embedder = ports.embedder ?? (await openEmbedder(dataDir));
    const knowledge = await openKnowledge({
      ...{ dataDir, environment, embedder, own: ports.knowledge },
      onOutage: (error) => reported.report({ event: 'part-degraded', part: 'knowledge', error }),
      onReturn: () => log('knowledge: Chroma answers again'),
    });
    closers.push(() => knowledge.close());
    const steps = reportedSteps(stepSink(checkpoints.journal, events), reported);
    const { model } = ports;
    const shared = { project, dataDir, environment, embedder, knowledge, ledger, onProgress };
    const { agents, composed, earlierVersion } = await openVersions({
      names: project.agents.keys(),
      compose(agent) {
        const own = { agent, given: given.get(agent), onPolicy: log, ...(model ? { model } : {}) };
        return composeKept({ ...shared, ...own, ...outagesOf(agent, reported, log) }, closers);
      },
      wiring: { ledger, steps, checkpointer: checkpoints.saver },
      versions: ledger.versions,
      report: reported.report,
    });
    const atRest = housekeeping(checkpoints, jobs, kinds);
    const runtimes = turnRuntimes({ agents, earlierVersion, ledger, events, atRest });
    const recovery = await beginRecovery((await ledger.recovery.tenants()).map(runtimes));
    void recovery.ended.then((recovered) => sayRecovered(recovered, log));
    return {
      ...doors(runtimes, async () => {
        await recovery.stop();
        await Promise.allSettled(runtimes(DEFAULT_TENANT).active.values());
        await close();
      }),
      degraded: () => degradedParts(knowledge, agents),
      parts: [
        ...(db === undefined ? [] : [describeWorlds(agents.keys(), given, db)]),
        knowledge.describe,
        describeTurnConfidence(composed),
        ...traces.describe,
      ],
      incidents: reported.counts,
      jobs: jobs.counts,
      unheard: (part, error) => reported.report({ event: 'error-unheard', part, error }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Tells of an agent's models that stop answering, and that answer again. */
const outagesOf = (agent: string, { report }: Incidents, log: (message: string) => void) => ({
  onOutage: (error: unknown) => report({ event: 'part-degraded', part: 'model', error }),
  onReturn: () => log(`the model of ${agent} answers again`),
});

/** The parts that are out of order. A model that only one agent lacks is one. */
function degradedParts(
  knowledge: { degraded(): boolean },
  agents: ReadonlyMap<string, Pick<ServedAgent, 'mode'>>,
): readonly string[] {
  const withoutModel = [...agents.values()].some(({ mode }) => mode() === 'degraded');
  return [...(knowledge.degraded() ? ['knowledge'] : []), ...(withoutModel ? ['model'] : [])];
}

interface OpenVersions {
  readonly names: Iterable<string>;
  readonly compose: (agent: string) => Promise<ComposedVersions>;
  readonly wiring: AgentWiring;
  readonly versions: VersionLog;
  readonly report: Incidents['report'];
}

/** Opens agents in their current versions, keeps these, and opens earlier ones when a turn needs them. */
async function openVersions({ names, compose, wiring, versions, report }: OpenVersions) {
  const agents = new Map<string, ServedAgent>();
  const composed = new Map<string, ComposedVersions>();
  for (const name of names) {
    const parts = await compose(name);
    const served = await parts.runIn(wiring);
    // Before its first turn, which another process may have to finish.
    await versions.keep(keptVersion(served.version, parts), wallTime());
    agents.set(name, served);
    composed.set(name, parts);
  }
  const earlierVersion = earlierVersions({
    versions,
    report,
    async open(kept) {
      const { composeEarlier } = composed.get(kept.agent) as ComposedVersions;
      return (await composeEarlier(kept)).runIn(wiring);
    },
  });
  return { agents, composed, earlierVersion };
}

function sayRecovered({ finished, failed }: Recovered, log: (message: string) => void): void {
  if (finished > 0) log(`finished what an earlier process had left: ${finished}`);
  for (const { id, reason } of failed) log(`could not finish ${id}, left by an earlier process: ${reason}`);
}
