/** Passes of one item (a scenario, a message) before and now. */
export interface PairedItem {
  readonly before: { readonly passed: number; readonly of: number };
  readonly now: { readonly passed: number; readonly of: number };
}

/** The result of a comparison with the baseline. */
export interface PairedDifference {
  readonly verdict: 'worse' | 'same' | 'better';
  /** The mean pass rate now minus before: -0.05 is a drop of five points. */
  readonly difference: number;
  /** The interval of the difference, given the items that changed. It excludes 0 exactly if the verdict is not `same`. */
  readonly low: number;
  readonly high: number;
  /** The number of items that pass more often than before; `losses`: less often. */
  readonly gains: number;
  readonly losses: number;
}

/** Divisible by 1 to 10, so that rates of up to ten repeats are exact. */
const UNITS = 2520;

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** The nonzero differences in whole units of their largest common size. */
function wholeDifferences(items: readonly PairedItem[]): readonly number[] {
  const units = items
    .map(({ before, now }) => Math.round(UNITS * (now.passed / now.of - before.passed / before.of)))
    .filter((difference) => difference !== 0);
  const size = units.reduce((common, unit) => greatestDivisor(common, Math.abs(unit)), 0);
  return units.map((unit) => unit / size);
}

/** The probability of each sum of gains if every change is a gain with probability `gain`. */
function sumsOf(changes: readonly number[], gain: number): Float64Array {
  const likely = new Float64Array(changes.reduce((sum, size) => sum + size, 0) + 1);
  likely[0] = 1;
  let top = 0;
  for (const size of changes) {
    top += size;
    for (let sum = top; sum >= 0; sum--)
      likely[sum] =
        (1 - gain) * (likely[sum] as number) + (sum < size ? 0 : gain * (likely[sum - size] as number));
  }
  return likely;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** The share of gains at which a tail equals `most`. The tail grows or shrinks with the share. */
function shareAt(tail: (gain: number) => number, most: number, grows: boolean): number {
  let [low, high] = [0, 1];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (tail(middle) < most === grows) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Compares pass rates item by item, by an exact randomization test of the changes.
 *
 * With one run each it is McNemar's exact test, two-sided: at 0.95 at least 6 losses without a gain are `worse`.
 * Repeats of one item count as one item, because a constant mistake is one mistake. Without changes the verdict is
 * `same`. Deterministic. With 400 items a drop of 5 points is found in at least 95 of 100 cases, if at most 1 % of
 * the items also change each way by chance.
 */
export function pairedDifference(items: readonly PairedItem[], assurance = 0.95): PairedDifference {
  const differences = wholeDifferences(items);
  const changes = differences.map(Math.abs);
  const gained = differences.reduce((sum, change) => sum + Math.max(0, change), 0);
  const most = (1 - assurance) / 2;
  const atMost = (gain: number) => total(sumsOf(changes, gain).subarray(0, gained + 1));
  const atLeast = (gain: number) => total(sumsOf(changes, gain).subarray(gained));
  const rates = items.map(({ before, now }) => now.passed / now.of - before.passed / before.of);
  const moved = rates.reduce((sum, rate) => sum + Math.abs(rate), 0);
  const perItem = (share: number) => (moved === 0 ? 0 : ((2 * share - 1) * moved) / items.length);
  const verdict = atMost(0.5) <= most ? 'worse' : atLeast(0.5) <= most ? 'better' : 'same';
  return {
    verdict,
    difference: items.length === 0 ? 0 : rates.reduce((sum, rate) => sum + rate, 0) / items.length,
    low: perItem(shareAt(atLeast, most, true)),
    high: perItem(shareAt(atMost, most, false)),
    gains: differences.filter((change) => change > 0).length,
    losses: differences.filter((change) => change < 0).length,
  };
}
