import { softmax } from './softmax.ts';

/** Scores of an example that the model had not seen, and the class it belongs to. */
export interface Judged {
  readonly scores: Float64Array;
  readonly label: number;
}

/** Never sharper than trained: that would make it sure of messages unlike any example. */
const COLDEST = 0;
const HOTTEST = Math.log(20);
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The mean negative log-likelihood of the labels at a temperature. */
export function lossAt(judged: readonly Judged[], temperature: number): number {
  const sum = judged.reduce((total, { scores, label }) => {
    const share = softmax(scores.slice(), temperature)[label] as number;
    return total - Math.log(Math.max(share, 1e-300));
  }, 0);
  return sum / Math.max(1, judged.length);
}

/** The temperature, 1 or more, at which the scores' distribution is most likely; 1 when there is nothing to learn from. */
export function temperatureOf(judged: readonly Judged[]): number {
  if (judged.length === 0) return 1;
  let low = COLDEST;
  let high = HOTTEST;
  for (let round = 0; round < 20; round++) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (lossAt(judged, Math.exp(left)) < lossAt(judged, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
