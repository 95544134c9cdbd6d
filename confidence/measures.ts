import { type Graded, surestFirst } from './graded.ts';

/** Answers of similar confidence. They are calibrated if `right` is close to `confidence`. */
export interface ReliabilityBin {
  readonly least: number;
  readonly most: number;
  readonly count: number;
  /** Their mean confidence. */
  readonly confidence: number;
  /** The share of right answers. */
  readonly right: number;
}

/** `mass`: bins of equal counts, as far as equal confidences allow. `width`: bins of equal width. */
export type Binning = 'mass' | 'width';

const BINS = 15;

const share = (count: number, of: number): number => (of === 0 ? 0 : count / of);

/** The bin of some answers in rising order; at least one. */
const binOf = (answers: readonly Graded[]): ReliabilityBin => ({
  least: answers[0]?.confidence ?? 0,
  most: answers.at(-1)?.confidence ?? 0,
  count: answers.length,
  confidence: share(
    answers.reduce((sum, { confidence }) => sum + confidence, 0),
    answers.length,
  ),
  right: share(answers.filter(({ right }) => right).length, answers.length),
});

/** Groups of about equal size. Equal confidences stay together, so that the order of answers does not matter. */
function byMass(answers: readonly Graded[], bins: number): readonly (readonly Graded[])[] {
  const groups: Graded[][] = [[]];
  for (const [index, answer] of answers.entries()) {
    const open = groups.at(-1) as Graded[];
    const full = index >= (groups.length * answers.length) / bins;
    if (full && open.at(-1)?.confidence !== answer.confidence) groups.push([answer]);
    else open.push(answer);
  }
  return groups;
}

function byWidth(answers: readonly Graded[], bins: number): readonly (readonly Graded[])[] {
  const groups = Array.from({ length: bins }, (): Graded[] => []);
  for (const answer of answers)
    groups[Math.min(bins - 1, Math.floor(answer.confidence * bins))]?.push(answer);
  return groups;
}

/** The answers in bins of rising confidence, without empty bins. */
export function reliability(
  answers: readonly Graded[],
  binning: Binning = 'mass',
  bins = BINS,
): readonly ReliabilityBin[] {
  const rising = surestFirst(answers).toReversed();
  const groups = binning === 'mass' ? byMass(rising, bins) : byWidth(rising, bins);
  return groups.filter(({ length }) => length > 0).map(binOf);
}

/**
 * The expected calibration error: the mean distance between confidence and share of right answers, over bins.
 *
 * By mass by default: a good classifier is nearly always sure, so that one bin of equal width has nearly all
 * answers and the others are noise. Most papers use equal width.
 */
export function calibrationError(answers: readonly Graded[], binning: Binning = 'mass', bins = BINS): number {
  const off = reliability(answers, binning, bins).reduce(
    (sum, { count, confidence, right }) => sum + count * Math.abs(confidence - right),
    0,
  );
  return share(off, answers.length);
}

/** The result of acting on every answer from a threshold on. */
export interface RiskPoint {
  readonly threshold: number;
  /** The share of the answers that is acted on. */
  readonly coverage: number;
  /** The share of those that is wrong. */
  readonly error: number;
}

/** The risk-coverage curve, strictest first: one point for each confidence that occurs. */
export function riskCoverage(answers: readonly Graded[]): readonly RiskPoint[] {
  const points: RiskPoint[] = [];
  const sorted = surestFirst(answers);
  let wrong = 0;
  for (const [index, { confidence, right }] of sorted.entries()) {
    if (!right) wrong++;
    if (sorted[index + 1]?.confidence === confidence) continue;
    const accepted = index + 1;
    points.push({ threshold: confidence, coverage: accepted / sorted.length, error: wrong / accepted });
  }
  return points;
}

/** The largest coverage with at most this error, in hindsight. It is no promise; see `certify`. */
export function coverageAtError(answers: readonly Graded[], error: number): number {
  return riskCoverage(answers).reduce(
    (most, point) => (point.error <= error ? Math.max(most, point.coverage) : most),
    0,
  );
}

/** The probability that a score of `above` exceeds one of `below`; ties count half. Null if either is empty. */
export function areaUnderRoc(above: readonly number[], below: readonly number[]): number | null {
  if (above.length === 0 || below.length === 0) return null;
  const sorted = below.toSorted((a, b) => a - b);
  const before = (score: number, orEqual: boolean): number => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = sorted[middle] as number;
      if (value < score || (orEqual && value === score)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const wins = above.reduce((sum, score) => sum + (before(score, false) + before(score, true)) / 2, 0);
  return wins / (above.length * below.length);
}

/** Scores of messages. A message counts as in scope from a threshold on. */
export interface ScopeScores {
  readonly inScope: readonly number[];
  readonly outOfScope: readonly number[];
}

/** The share of out-of-scope messages below the highest threshold that rejects at most `rejection` of those in scope. */
export function outOfScopeRecall(
  { inScope, outOfScope }: ScopeScores,
  rejection: number,
): { readonly threshold: number; readonly recall: number } {
  const rising = inScope.toSorted((a, b) => a - b);
  // Rounding: 0.29 × 100 is a little less than 29.
  const threshold = rising[Math.floor(rejection * rising.length + 1e-9)] ?? Number.POSITIVE_INFINITY;
  const refused = outOfScope.filter((score) => score < threshold).length;
  return { threshold, recall: share(refused, outOfScope.length) };
}
