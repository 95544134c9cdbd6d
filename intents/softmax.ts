import type { Sparse } from './terms.ts';

/** The features of a message: its sentence vector and its terms. */
export interface Features {
  readonly dense: Float32Array;
  readonly sparse: Sparse;
}

/**
 * A linear model: one row for each feature, with a weight for each class.
 *
 * Rows of the dense features come first, then those of the terms, then the bias.
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

/**
 * Adds eight rows of weights, each times its feature, to the scores of all classes.
 *
 * Eight at once, so that each score is loaded and stored only once.
 */
const addEightRows = (
  scores: Float64Array,
  weights: Float32Array,
  starts: Int32Array,
  values: Float32Array,
  at: number,
): void => {
  const a = starts[0] as number;
  const b = starts[1] as number;
  const c = starts[2] as number;
  const d = starts[3] as number;
  const e = starts[4] as number;
  const f = starts[5] as number;
  const g = starts[6] as number;
  const h = starts[7] as number;
  const va = values[at] as number;
  const vb = values[at + 1] as number;
  const vc = values[at + 2] as number;
  const vd = values[at + 3] as number;
  const ve = values[at + 4] as number;
  const vf = values[at + 5] as number;
  const vg = values[at + 6] as number;
  const vh = values[at + 7] as number;
  for (let index = 0; index < scores.length; index++)
    scores[index] =
      (scores[index] as number) +
      va * (weights[a + index] as number) +
      vb * (weights[b + index] as number) +
      vc * (weights[c + index] as number) +
      vd * (weights[d + index] as number) +
      ve * (weights[e + index] as number) +
      vf * (weights[f + index] as number) +
      vg * (weights[g + index] as number) +
      vh * (weights[h + index] as number);
};

/** Computes the score of each class for a message. */
export function scoreInto(
  scores: Float64Array,
  { weights, classes }: Linear,
  { dense, sparse }: Features,
): Float64Array {
  const { columns, values } = sparse;
  const starts = new Int32Array(8);
  scores.set(weights.subarray(weights.length - classes));
  let row = 0;
  for (; row + 8 <= dense.length; row += 8) {
    for (let at = 0; at < 8; at++) starts[at] = (row + at) * classes;
    addEightRows(scores, weights, starts, dense, row);
  }
  for (; row < dense.length; row++) addRow(scores, weights, row * classes, dense[row] as number);
  let term = 0;
  for (; term + 8 <= columns.length; term += 8) {
    for (let at = 0; at < 8; at++) starts[at] = (dense.length + (columns[term + at] as number)) * classes;
    addEightRows(scores, weights, starts, values, term);
  }
  for (; term < columns.length; term++)
    addRow(scores, weights, (dense.length + (columns[term] as number)) * classes, values[term] as number);
  return scores;
}

/** Turns scores into a distribution, in place. A higher temperature makes it flatter. */
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
