/** The largest number of terms. With more, any figure could be reached by chance. */
const MOST_TERMS = 4;
const MOST_AMOUNTS = 12;

/**
 * Sums and differences of a few of these amounts, as plain numbers. They are the ground for a total or a price
 * difference whose parts the reply shows.
 */
export function amountsFrom(amounts: readonly string[]): ReadonlySet<string> {
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
