import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EscalationLog } from '../core/ports/escalation-log.ts';
import type { TurnResult } from '../core/turn.ts';

const OPEN_ESCALATIONS = 10_000;
const REMEMBERED_TURNS = 10_000;

/** What this process counts for Prometheus. */
export interface Metrics {
  /** Counts a turn once, however often its result is answered. */
  turn(agent: string, result: TurnResult): void;
  problem(code: string): void;
  /** Everything, in the Prometheus text format; counts the open escalations in the ledger now. */
  exposition(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Counters of one server; escalations are read from the ledger at each scrape. */
export function metrics(ledger: { readonly escalations: Pick<EscalationLog, 'list'> }): Metrics {
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
  new Gauge({
    name: 'trestle_escalations_open',
    help: 'Escalations that wait for a person.',
    labelNames: ['agent', 'queue'],
    registers,
    async collect() {
      const open = await ledger.escalations.list({ status: 'open', limit: OPEN_ESCALATIONS });
      this.reset();
      for (const { agent, queue } of open) this.inc({ agent, queue });
    },
  });
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

function remember(turnIds: Set<string>, turnId: string): void {
  turnIds.add(turnId);
  const [oldest] = turnIds;
  if (turnIds.size > REMEMBERED_TURNS && oldest !== undefined) turnIds.delete(oldest);
}
