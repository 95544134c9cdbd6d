import { fitLogistic, logistic, type Observed } from './fit-logistic.ts';
import { softmax } from './softmax.ts';

/** Scores of an unseen example, and its class. */
export interface Judged {
  readonly scores: Float64Array;
  readonly label: number;
}

/** The parameters that turn scores into a distribution. */
export interface Calibration {
  /** Divides the scores of the classes in scope. */
  readonly temperature: number;
  /** With a class for out of scope: the weights of its evidence. */
  readonly scope: readonly number[] | null;
  /** Without one: a message with a log-sum-exp of scores below `foreign` is like no example; above `familiar` it is. */
  readonly reach: { readonly foreign: number; readonly familiar: number } | null;
}

const COLDEST = Math.log(0.3);
const HOTTEST = Math.log(20);
/** Rounds of golden-section search: the temperature is then exact to about 1 %. */
const ROUNDS = 12;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The strength of the pull to temperature 1, so that a few examples change little. */
const RELUCTANCE = 5;

/** The least share of out-of-scope messages that is assumed, even with fewer examples. */
const LEAST_OUT = 0.01;

/** The weights that equal softmax: the class's score against the log-sum-exp of the others. */
const PLAIN = [0, 0, 1];

/** The mean negative log-likelihood of the labels at a temperature. */
export function lossAt(judged: readonly Judged[], temperature: number): number {
  const sum = judged.reduce((total, { scores, label }) => {
    const share = softmax(scores.slice(), temperature)[label] as number;
    return total - Math.log(Math.max(share, 1e-300));
  }, 0);
  return sum / Math.max(1, judged.length);
}

/** The most likely temperature; about 1 if there are few examples. */
export function temperatureOf(judged: readonly Judged[]): number {
  if (judged.length === 0) return 1;
  const cost = (logarithm: number) =>
    lossAt(judged, Math.exp(logarithm)) + (RELUCTANCE * logarithm ** 2) / judged.length;
  let low = COLDEST;
  let high = HOTTEST;
  let left = { at: high - GOLDEN * (high - low), cost: 0 };
  let right = { at: low + GOLDEN * (high - low), cost: 0 };
  left.cost = cost(left.at);
  right.cost = cost(right.at);
  for (let round = 0; round < ROUNDS; round++) {
    if (left.cost < right.cost) {
      high = right.at;
      right = left;
      const at = high - GOLDEN * (high - low);
      left = { at, cost: cost(at) };
    } else {
      low = left.at;
      left = right;
      const at = low + GOLDEN * (high - low);
      right = { at, cost: cost(at) };
    }
  }
  return Math.exp((low + high) / 2);
}

/** The scores of the classes in scope. */
const inScope = (scores: Float64Array, outside: number): Float64Array =>
  scores.filter((_, index) => index !== outside);

/** log-sum-exp of the scores. */
const reachOf = (scores: Float64Array): number => {
  const peak = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return peak + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - peak), 0));
};

/** The inputs for out of scope: a constant, low scores of the other classes, and its own score above theirs. */
const evidence = (scores: Float64Array, outside: number): readonly number[] => {
  const others = reachOf(inScope(scores, outside));
  return [1, -others, (scores[outside] as number) - others];
};

const scopeOf = (judged: readonly Judged[], outside: number): readonly number[] => {
  const out = judged.filter(({ label }) => label === outside).length;
  const inside = judged.length - out;
  if (out === 0 || inside === 0) return PLAIN;
  const weight = Math.max(1, ((LEAST_OUT / (1 - LEAST_OUT)) * inside) / out);
  const observed = judged.map(({ scores, label }): Observed => {
    const so = label === outside;
    return { inputs: evidence(scores, outside), so, weight: so ? weight : 1 };
  });
  const weights = fitLogistic(observed, PLAIN);
  // Without negative weights: a lower score must not be evidence for in scope, as it may seem in few examples.
  if (weights.every((of, at) => at === 0 || of >= 0)) return weights;
  const plain = observed.map(({ inputs: [one = 1, , against = 0], ...rest }) => ({
    ...rest,
    inputs: [one, 0, against],
  }));
  return fitLogistic(plain, PLAIN).map((of, at) => (at === 0 ? of : Math.max(0, of)));
};

/** `familiar`: exceeded by 98 % of the held-out examples. `foreign`: lower by a quarter of the distance from there to the median. */
const familiarityOf = (judged: readonly Judged[]): Calibration['reach'] => {
  const reaches = judged.map(({ scores }) => reachOf(scores)).sort((a, b) => a - b);
  const [low, middle] = [0.02, 0.5].map((share) => reaches[Math.floor(share * reaches.length)]);
  if (low === undefined || middle === undefined) return null;
  return { familiar: low, foreign: low - Math.max(0.5, (middle - low) / 4) };
};

/** Fits a calibration to held-out scores. `outside` is the class for out of scope. */
export function calibrate(judged: readonly Judged[], outside: number | null): Calibration {
  if (outside === null)
    return { temperature: temperatureOf(judged), scope: null, reach: familiarityOf(judged) };
  const inside = judged
    .filter(({ label }) => label !== outside)
    .map(({ scores, label }) => ({
      scores: inScope(scores, outside),
      label: label > outside ? label - 1 : label,
    }));
  return { temperature: temperatureOf(inside), scope: scopeOf(judged, outside), reach: null };
}

/** The shares, mixed with equal shares as far as the message is unlike the examples. */
const flattened = (shares: Float64Array, reach: number, bounds: Calibration['reach']): Float64Array => {
  if (bounds === null) return shares;
  const known = (reach - bounds.foreign) / (bounds.familiar - bounds.foreign);
  const kept = Math.min(1, Math.max(0, known));
  return shares.map((share) => kept * share + (1 - kept) / shares.length);
};

/** Scores as a distribution: the probability of out of scope, and the rest shared by the other classes. */
export function distribution(
  scores: Float64Array,
  { temperature, scope, reach }: Calibration,
  outside: number | null,
): Float64Array {
  if (outside === null || scope === null)
    return flattened(softmax(scores.slice(), temperature), reachOf(scores), reach);
  const reasons = evidence(scores, outside);
  const out = logistic(scope.reduce((sum, weight, at) => sum + weight * (reasons[at] as number), 0));
  const shares = softmax(inScope(scores, outside), temperature);
  return scores.map((_, index) => {
    if (index === outside) return out;
    return (1 - out) * (shares[index > outside ? index - 1 : index] as number);
  });
}
