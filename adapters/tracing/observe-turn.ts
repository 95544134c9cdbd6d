import { ATTRIBUTE } from './attributes.ts';
import type { ExportedTurn } from './exported-turn.ts';
import { type Observation, usd } from './observation.ts';
import { observeStep } from './observe-step.ts';
import { spanId } from './span-ids.ts';

/** A turn as observations: first the turn, then each step. */
export function observeTurn(exported: ExportedTurn): readonly [Observation, ...Observation[]] {
  const { thread, turn } = exported;
  const steps = exported.steps.map((step) => observeStep(exported, step));
  const acceptedAt = Date.parse(turn.accepted_at);
  const cost = exported.steps.reduce((total, step) => total + step.cost_nano, 0);
  const root: Observation = {
    id: spanId(thread.thread_id, turn.turn_id),
    name: thread.agent,
    type: 'agent',
    startedAt: Math.min(acceptedAt, ...steps.map(({ startedAt }) => startedAt)),
    endedAt: Math.max(acceptedAt + (turn.result?.latency_ms ?? 0), ...steps.map(({ endedAt }) => endedAt)),
    content: {
      input: turn.text,
      ...(turn.result ? { output: turn.result.reply.text } : {}),
      metadata: {
        outcome: turn.outcome,
        intent: turn.result?.intent ?? null,
        confidence: turn.result?.confidence ?? null,
        latency_ms: turn.result?.latency_ms ?? null,
        mode: turn.result?.mode ?? null,
        cost_usd: usd(cost),
        actions: exported.actions.map(({ verdict, status }) => ({
          name: verdict.action.name,
          decision: verdict.decision,
          rules: verdict.rules,
          status,
        })),
      },
    },
    figures: {},
    attributes: {
      [ATTRIBUTE.operation]: 'invoke_agent',
      [ATTRIBUTE.agentName]: thread.agent,
      [ATTRIBUTE.configVersion]: turn.config_version,
      [ATTRIBUTE.turn]: turn.turn_id,
      [ATTRIBUTE.turnNumber]: turn.number,
      [ATTRIBUTE.outcome]: turn.outcome ?? undefined,
      [ATTRIBUTE.intent]: turn.result?.intent?.name,
      [ATTRIBUTE.intentConfidence]: turn.result?.intent?.confidence,
      [ATTRIBUTE.intentCertified]: turn.result?.intent?.certified,
      [ATTRIBUTE.cost]: usd(cost),
    },
    error: turn.outcome === 'failed' ? 'failed' : null,
  };
  return [root, ...steps];
}
