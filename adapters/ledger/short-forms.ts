import { createHash } from 'node:crypto';
import type { TurnResult } from '../../core/turn.ts';

/** A step's id is its turn's and a suffix, which is what its row keeps. */
export function shortStepId(turnId: string, stepId: string): string {
  return stepId.startsWith(`${turnId}.`) ? stepId.slice(turnId.length) : stepId;
}

/** The whole id of a step. */
export function longStepId(turnId: string, kept: string): string {
  return kept.startsWith('.') ? `${turnId}${kept}` : kept;
}

/** Characters of the hash that tells texts of one turn and speaker apart. */
export const TEXT_HASH = 16;

/** Tells a text from others of the same turn and speaker. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, TEXT_HASH);
}

type ResultStep = TurnResult['steps'][number];
type ShortStep = readonly [node: string, ms: number, cost_usd: number, confidence: number | null];
type ShortResult = Omit<TurnResult, 'thread_id' | 'turn_id' | 'steps'> & {
  readonly steps: readonly ShortStep[];
};

/** A turn's result as its row keeps it: without the row's own ids, and of steps the values. */
export function shortResult({ thread_id: _thread, turn_id: _turn, ...kept }: TurnResult): string {
  const steps = kept.steps.map(
    ({ node, ms, cost_usd, confidence }) => [node, ms, cost_usd, confidence] as const,
  );
  return JSON.stringify({ ...kept, steps } satisfies ShortResult);
}

/** The result that a turn's row keeps. */
export function longResult(
  { thread_id, turn_id }: Pick<TurnResult, 'thread_id' | 'turn_id'>,
  text: string,
): TurnResult {
  const kept = JSON.parse(text) as ShortResult | TurnResult;
  return { thread_id, turn_id, ...kept, steps: kept.steps.map(longStep) };
}

function longStep(step: ShortStep | ResultStep): ResultStep {
  if ('node' in step) return step;
  const [node, ms, cost_usd, confidence] = step;
  return { node, ms, cost_usd, confidence };
}
