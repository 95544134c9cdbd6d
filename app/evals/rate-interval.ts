/** The two-sided 95 % quantile of the normal distribution. */
const Z = 1.959964;

/** The 95 % confidence interval of a rate (Wilson's score interval). */
export function rateInterval(passed: number, of: number): { readonly low: number; readonly high: number } {
  if (of === 0) return { low: 0, high: 1 };
  const rate = passed / of;
  const spread = Z ** 2 / of;
  const middle = rate + spread / 2;
  const half = Z * Math.sqrt((rate * (1 - rate)) / of + spread / (4 * of));
  return {
    low: Math.max(0, (middle - half) / (1 + spread)),
    high: Math.min(1, (middle + half) / (1 + spread)),
  };
}
