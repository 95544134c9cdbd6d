import type { Completion, ModelAttempt, ModelUsage } from '../ports/model.ts';

/** The attempts of a request that a model rejected with this error. */
export function attemptsOf(error: unknown): readonly ModelAttempt[] {
  const cause = error instanceof Error ? error.cause : undefined;
  if (typeof cause !== 'object' || cause === null || !('attempts' in cause)) return [];
  return cause.attempts as readonly ModelAttempt[];
}

/** The usage of several attempts together. */
export function summedUsage(all: readonly ModelUsage[]): ModelUsage {
  const sum = (pick: (usage: ModelUsage) => number) => all.reduce((total, usage) => total + pick(usage), 0);
  return {
    input_tokens: sum(({ input_tokens }) => input_tokens),
    cached_tokens: sum(({ cached_tokens }) => cached_tokens),
    output_tokens: sum(({ output_tokens }) => output_tokens),
    cost_nano: sum(({ cost_nano }) => cost_nano),
    ...(all.some(({ usage }) => usage === 'estimated') ? { usage: 'estimated' as const } : {}),
  };
}

/** The attempts that a step's own numbers do not tell: more than one, or with estimated usage. */
export const tellingAttempts = (attempts: readonly ModelAttempt[]): readonly ModelAttempt[] =>
  attempts.length > 1 || attempts.some(({ usage }) => usage !== undefined) ? attempts : [];

/** A completion for the record of its step. */
export function completionNote({ model, attempts = [], ...completion }: Completion) {
  const { input_tokens, cached_tokens, output_tokens, cost_nano } = completion;
  return { model, input_tokens, cached_tokens, output_tokens, cost_nano, attempts };
}

/** A failed request for the record of its step: what was spent all the same, under the name of the model that cost most. */
export function failureNote(error: unknown) {
  const attempts = attemptsOf(error);
  const dearest = attempts.toSorted((one, other) => other.cost_nano - one.cost_nano)[0];
  if (!dearest) return null;
  const { usage: _, ...sums } = summedUsage(attempts);
  return { ...sums, ...(dearest.cost_nano > 0 ? { model: dearest.model } : {}), attempts };
}
