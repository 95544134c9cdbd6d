/** How often one item (a scenario, a message) passed before, and how often now. */
export interface PairedItem {
  readonly before: { readonly passed: number; readonly of: number };
  readonly now: { readonly passed: number; readonly of: number };
}

/** What a comparison with the baseline says. */
export interface PairedDifference {
  readonly verdict: 'worse' | 'same' | 'better';
  /** Mean pass rate now less that of before: -0.05 is a drop of five points. */
  readonly difference: number;
  /** Of the difference, given which items changed and by how much; 0 is outside exactly when the verdict is not `same`. */
  readonly low: number;
  readonly high: number;
  /** Items that pass more often than before, and less often. */
  readonly gains: number;
  readonly losses: number;
}

/** Divisible by 1 to 10: rates of up to ten repeats are compared without rounding. */
const UNITS = 2520;

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** Differences in whole units of the largest common size, those of items that did not change left out. */
function wholeDifferences(items: readonly PairedItem[]): readonly number[] {
  const units = items
    .map(({ before, now }) => Math.round(UNITS * (now.passed / now.of - before.passed / before.of)))
    .filter((difference) => difference !== 0);
  const size = units.reduce((common, unit) => greatestDivisor(common, Math.abs(unit)), 0);
  return units.map((unit) => unit / size);
}

/** How likely each sum of gains is when every change is a gain with this probability. */
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

/** The share of gains at which a tail, which grows (or shrinks) with the share, is as small as this. */
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
 * Compares pass rates item by item: an exact randomization test of the items that changed, each by how much.
 *
 * With one run each it is McNemar's exact test, two-sided: 6 losses and no gain are the fewest that are `worse`
 * at 0.95. Repeats of one item count as one item, since what an engine always gets wrong is one mistake. Where
 * nothing changed the verdict is `same`, and the same results give the same verdict: nothing is drawn.
 * With 400 items a drop of 5 points is found in at least 95 of 100 cases while no more than 1 % of the items
 * also change each way by chance.
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
