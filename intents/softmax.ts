import type { Sparse } from './terms.ts';

/** A message as numbers: its sentence vector and the terms that stand in it. */
export interface Features {
  readonly dense: Float32Array;
  readonly sparse: Sparse;
}

/**
 * A linear model: for each feature one row with a weight for each class.
 *
 * First the rows of the dense features, then those of the terms, last the bias.
 */
export interface Linear {
  readonly classes: number;
  readonly weights: Float32Array;
}

/** Adds `factor` times a row of weights to the scores. */
const addRow = (scores: Float64Array, weights: Float32Array, start: number, factor: number): void => {
  for (let index = 0; index < scores.length; index++)
    scores[index] = (scores[index] as number) + factor * (weights[start + index] as number);
};

/** Adds four rows that follow each other at once: each score is then loaded and stored once for all of them. */
const addFourRows = (
  scores: Float64Array,
  weights: Float32Array,
  start: number,
  dense: Float32Array,
  at: number,
): void => {
  const classes = scores.length;
  const first = dense[at] as number;
  const second = dense[at + 1] as number;
  const third = dense[at + 2] as number;
  const fourth = dense[at + 3] as number;
  for (let index = 0; index < classes; index++) {
    const row = start + index;
    scores[index] =
      (scores[index] as number) +
      first * (weights[row] as number) +
      second * (weights[row + classes] as number) +
      third * (weights[row + 2 * classes] as number) +
      fourth * (weights[row + 3 * classes] as number);
  }
};

/** Fills in the score of each class for a message. */
export function scoreInto(
  scores: Float64Array,
  { weights, classes }: Linear,
  { dense, sparse }: Features,
): Float64Array {
  const { columns, values } = sparse;
  const whole = dense.length - (dense.length % 4);
  scores.set(weights.subarray(weights.length - classes));
  for (let row = 0; row < whole; row += 4) addFourRows(scores, weights, row * classes, dense, row);
  for (let row = whole; row < dense.length; row++)
    addRow(scores, weights, row * classes, dense[row] as number);
  for (let index = 0; index < columns.length; index++)
    addRow(scores, weights, (dense.length + (columns[index] as number)) * classes, values[index] as number);
  return scores;
}

/** Turns scores into a distribution, in place; a higher temperature makes it flatter. */
export function softmax(scores: Float64Array, temperature = 1): Float64Array {
  let peak = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index++) peak = Math.max(peak, scores[index] as number);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    const share = Math.exp(((scores[index] as number) - peak) / temperature);
    scores[index] = share;
    sum += share;
  }
  for (let index = 0; index < scores.length; index++) scores[index] = (scores[index] as number) / sum;
  return scores;
}
