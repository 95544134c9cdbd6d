/** One measured number, with what it may be at most if the project promises that. */
export interface Figure {
  readonly section: string;
  readonly name: string;
  readonly value: number;
  readonly unit:
    | 'CPU-ms'
    | 'ms'
    | 's'
    | 'CPU-s'
    | 'MB'
    | 'KB'
    | 'waits'
    | 'ratio'
    | 'turns'
    | '%'
    | '/CPU-s'
    | '';
  readonly limit: number | null;
  /** The same of an earlier checkout, measured in the same run. */
  readonly before?: number;
}

/** Figures of one section; values are rounded to what a shared machine lets one claim. */
export function figures(section: string) {
  return (name: string, value: number, unit: Figure['unit'], limit: number | null = null): Figure => ({
    section,
    name,
    value: Math.round(value * 100) / 100,
    unit,
    limit,
  });
}

/** True if a figure is within its limit; undefined if it has none. */
export function kept({ value, limit }: Figure): boolean | undefined {
  return limit === null ? undefined : value <= limit;
}

/** The value below which this share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
