/** Integer cents of an amount in dollars as records carry it. */
export function toCents(dollars: number): number {
  return Math.round(dollars * 100);
}

/** The amount as records carry it: dollars, without the drift of floating point sums. */
export function toDollars(cents: number): number {
  return cents / 100;
}

const DOLLARS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Cents as people read them: `$1,234.50`. */
export function inDollars(cents: number): string {
  return `$${DOLLARS.format(cents / 100)}`;
}
