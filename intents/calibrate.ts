import { softmax } from './softmax-regression.ts';

/** Scores of an example that the model had not seen, and the class it belongs to. */
export interface Judged {
  readonly scores: Float64Array;
  readonly label: number;
}

/** Never sharper than trained: that would make it sure of messages unlike any example. */
const COLDEST = 0;
const HOTTEST = Math.log(20);
const GOLDEN = (Math.sqrt(5) - 1) / 2;

const lossAt = (judged: readonly Judged[], logarithm: number): number =>
  judged.reduce((sum, { scores, label }) => {
    const share = softmax(scores.slice(), Math.exp(logarithm))[label] as number;
    return sum - Math.log(Math.max(share, 1e-300));
  }, 0);

/** The temperature, 1 or more, at which the scores' distribution is most likely; 1 when there is nothing to learn from. */
export function temperatureOf(judged: readonly Judged[]): number {
  if (judged.length === 0) return 1;
  let low = COLDEST;
  let high = HOTTEST;
  for (let round = 0; round < 30; round++) {
    const left = high - GOLDEN * (high - low);
    const right = low + GOLDEN * (high - low);
    if (lossAt(judged, left) < lossAt(judged, right)) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
