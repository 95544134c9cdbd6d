import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { IncidentCount } from '../app/turns/incidents.ts';
import type { EscalationLog } from '../core/ports/escalation-log.ts';
import type { JobCount } from '../core/ports/jobs.ts';
import type { TurnResult } from '../core/turn.ts';

const OPEN_ESCALATIONS = 10_000;
const REMEMBERED_TURNS = 10_000;

/** This process's metrics for Prometheus. */
export interface Metrics {
  /** Counts a turn once, even if its result is answered several times. */
  turn(agent: string, result: TurnResult): void;
  problem(code: string): void;
  /** All metrics in the Prometheus text format. Reads the number of open escalations from the ledger. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
}

interface Sources {
  readonly ledger: { readonly escalations: Pick<EscalationLog, 'list'> };
  readonly incidents: () => readonly IncidentCount[];
  readonly jobs: () => Promise<readonly JobCount[]>;
  readonly degraded: () => readonly string[];
}

/** The metrics of one server. Counts of other parts are read at each scrape. */
export function metrics(sources: Sources, lostLines: () => number): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: 'trestle_turns_total',
    help: 'Turns answered by this process.',
    labelNames: ['agent', 'outcome', 'intent'],
    registers,
  });
  const seconds = new Histogram({
    name: 'trestle_turn_seconds',
    help: 'Time from message to answer.',
    labelNames: ['agent'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const cost = new Counter({
    name: 'trestle_turn_cost_dollars_total',
    help: 'Money spent on models, in US dollars.',
    labelNames: ['agent'],
    registers,
  });
  const problems = new Counter({
    name: 'trestle_problems_total',
    help: 'Requests answered with a problem document, by its code.',
    labelNames: ['code'],
    registers,
  });
  countIncidents(sources, registers);
  readAtScrape(sources, lostLines, registers);
  const counted = new Set<string>();
  return {
    turn(agent, result) {
      if (counted.has(result.turn_id)) return;
      remember(counted, result.turn_id);
      turns.inc({ agent, outcome: result.outcome, intent: result.intent?.name ?? 'none' });
      seconds.observe({ agent }, result.latency_ms / 1000);
      cost.inc({ agent }, result.cost_usd);
    },
    problem: (code) => problems.inc({ code }),
    exposition: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

function readAtScrape(sources: Sources, lostLines: () => number, registers: Registry[]): void {
  new Gauge({
    name: 'trestle_escalations_open',
    help: 'Escalations that wait for a person; absent while the ledger cannot be read.',
    labelNames: ['agent', 'queue'],
    registers,
    async collect() {
      const [open] = await Promise.allSettled([
        sources.ledger.escalations.list({ status: 'open', limit: OPEN_ESCALATIONS }),
      ]);
      this.reset();
      if (open.status === 'rejected') return;
      for (const { agent, queue } of open.value) this.inc({ agent, queue });
    },
  });
  new Gauge({
    name: 'trestle_jobs',
    help: 'Background jobs that wait, run, or were given up; absent while they cannot be read.',
    labelNames: ['kind', 'state'],
    registers,
    async collect() {
      const [counts] = await Promise.allSettled([sources.jobs()]);
      this.reset();
      if (counts.status === 'rejected') return;
      for (const { kind, state, count } of counts.value) this.set({ kind, state }, count);
    },
  });
  new Gauge({
    name: 'trestle_part_degraded',
    help: '1 for each part that is out of order while something lesser stands in for it.',
    labelNames: ['part'],
    registers,
    collect() {
      this.reset();
      for (const part of sources.degraded()) this.set({ part }, 1);
    },
  });
  new Counter({
    name: 'trestle_log_lines_lost_total',
    help: 'Lines of output that nobody took: the reader left, or the disk is full.',
    registers,
    collect() {
      this.reset();
      this.inc(lostLines());
    },
  });
}

/** Incidents, a counter for each event. */
function countIncidents({ incidents }: Sources, registers: Registry[]): void {
  const count = (event: IncidentCount['event'], label: string, name: string, help: string) =>
    new Counter({
      ...{ name, help, labelNames: [label, 'code'], registers },
      collect() {
        this.reset();
        for (const { part, code, count: times, ...counted } of incidents())
          if (counted.event === event) this.inc({ [label]: part, code }, times);
      },
    });
  count(
    'step-failed',
    'node',
    'trestle_step_failures_total',
    'Steps of turns that failed; a person was called.',
  );
  count(
    'version-replaced',
    'agent',
    'trestle_versions_replaced_total',
    'Turns that went on in the current version, because that in which they began cannot be opened.',
  );
  count(
    'housekeeping-failed',
    'part',
    'trestle_housekeeping_failures_total',
    'Attempts of background jobs that failed; no turn was affected.',
  );
  count(
    'error-unheard',
    'as',
    'trestle_errors_unheard_total',
    'Errors of tools or parts that nobody listened to; the server goes on.',
  );
}

function remember(turnIds: Set<string>, turnId: string): void {
  turnIds.add(turnId);
  const [oldest] = turnIds;
  if (turnIds.size > REMEMBERED_TURNS && oldest !== undefined) turnIds.delete(oldest);
}
