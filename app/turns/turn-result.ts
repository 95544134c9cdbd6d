import type { IntentReading } from '../../core/intent.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { TurnState } from '../../core/state.ts';
import { toldStep } from '../../core/step-details.ts';
import type { Mode, Outcome, Reply, Step, TurnResult } from '../../core/turn.ts';
import { toldRules } from '../../core/verdict.ts';

export interface TurnEnd {
  readonly thread_id: string;
  readonly turn_id: string;
  readonly outcome: Outcome;
  readonly reply: Reply;
  readonly state: Pick<TurnState, 'intent' | 'confidence'> | null;
  readonly asks: TurnResult['asks'];
  readonly goals: TurnResult['goals'];
  readonly steps: readonly Step[];
  readonly actions: readonly ActionRow[];
  readonly latencyMs: number;
  readonly mode: Mode;
  readonly escalationId: string | null;
}

const readAs = ({ name, confidence, certified }: IntentReading): TurnResult['intent'] => ({
  name,
  confidence,
  certified,
});

/** Builds a turn's answer from its records. */
export function turnResult({
  thread_id,
  turn_id,
  outcome,
  reply,
  state,
  asks,
  goals,
  steps,
  actions,
  latencyMs,
  mode,
  escalationId,
}: TurnEnd): TurnResult {
  return {
    thread_id,
    turn_id,
    outcome,
    reply,
    intent: state?.intent ? readAs(state.intent) : null,
    confidence: state?.confidence ?? null,
    asks,
    goals,
    actions: actions.map(({ action_id, proposal, verdict, status }) => ({
      action_id,
      name: proposal.action.name,
      arguments: proposal.action.arguments,
      verdict: { decision: verdict.decision, rules: toldRules(verdict) },
      executed: status === 'executed',
    })),
    steps: steps.map(toldStep),
    cost_usd: steps.reduce((total, { cost_nano }) => total + cost_nano, 0) / 1e9,
    latency_ms: Math.round(latencyMs * 10) / 10,
    mode,
    escalation_id: escalationId,
  };
}
