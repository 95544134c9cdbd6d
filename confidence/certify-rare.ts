import type { ErrorTarget } from '../core/confidence.ts';
import { chanceOfBreach, leastMessages } from './breach.ts';

/** The score above which something that must be rare is rare, or the number of labels that a proof lacks. */
export type RareCertificate =
  | { readonly certified: true; readonly threshold: number }
  | { readonly certified: false; readonly missing: number };

const MOST = 1_000_000;

/**
 * Finds the lowest score from which at most the share `error` of such cases goes wrong, from scores of cases that all
 * should stay below it.
 *
 * The promise: with probability `assurance`, of the next similar cases, as many as these, at most that share reaches the
 * score. Thresholds are tested from strict to lenient until the first failure, each with an exact tail, as for intents
 * (`certify`). All cases count, so that the next threshold only has one more case that goes wrong: one sequence, and no
 * choice among thresholds.
 */
export function certifyRare(scores: readonly number[], { error, assurance }: ErrorTarget): RareCertificate {
  const sorted = scores.toSorted((a, b) => b - a);
  const chance = 1 - assurance;
  const holds = (wrong: number) => chanceOfBreach(wrong, sorted.length, error) <= chance && sorted.length > 0;
  if (!holds(0)) {
    const least = leastMessages(() => 0, { error, chance, most: MOST });
    return { certified: false, missing: Math.max(1, least - sorted.length) };
  }
  let wrong = 0;
  while (wrong < sorted.length && holds(wrong + 1)) wrong += 1;
  // Just above the first that must stay below, and with it all equal ones.
  const next = sorted[wrong];
  return {
    certified: true,
    threshold: next === undefined ? 0 : next * (1 + Number.EPSILON) + Number.MIN_VALUE,
  };
}
