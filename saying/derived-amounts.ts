/** More terms would reach any figure by chance. */
const MOST_TERMS = 4;
const MOST_AMOUNTS = 12;

/**
 * What can be worked out from amounts that a reader sees beside it: sums and differences of a few of them,
 * as plain numbers. So a total or a price difference is no invention when the reply shows its parts.
 */
export function derivedAmounts(amounts: readonly string[]): ReadonlySet<string> {
  const cents = amounts.slice(0, MOST_AMOUNTS).map((amount) => Math.round(Number(amount) * 100));
  const reached = new Set<number>();
  const extend = (start: number, total: number, terms: number): void => {
    if (terms > 1) reached.add(Math.abs(total));
    if (terms === MOST_TERMS) return;
    for (let next = start; next < cents.length; next++) {
      extend(next + 1, total + (cents[next] ?? 0), terms + 1);
      extend(next + 1, total - (cents[next] ?? 0), terms + 1);
    }
  };
  extend(0, 0, 0);
  return new Set([...reached].map((value) => String(value / 100)));
}
