import { minimize } from './minimize.ts';

/** Vectors of one width, with the number of the class of each. */
export interface Labelled {
  readonly vectors: readonly Float32Array[];
  readonly labels: readonly number[];
  readonly classes: number;
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

/** The score of each class for a vector; a class's weights are followed by its bias. */
export function scoresOf(weights: Float64Array, vector: Float32Array, classes: number): Float64Array {
  const width = vector.length;
  return Float64Array.from({ length: classes }, (_, label) => {
    const offset = label * (width + 1);
    let sum = weights[offset + width] as number;
    for (let index = 0; index < width; index++)
      sum += (weights[offset + index] as number) * (vector[index] as number);
    return sum;
  });
}

/** Vectors worked on together: each weight is then loaded and stored once for all of them. */
const BLOCK = 4;

interface Rows {
  /** One vector after another, filled up to whole blocks with zeros. */
  readonly values: Float64Array;
  readonly width: number;
}

const rowsOf = (vectors: readonly Float32Array[]): Rows => {
  const width = vectors[0]?.length ?? 0;
  const values = new Float64Array(Math.ceil(vectors.length / BLOCK) * BLOCK * width);
  for (const [index, vector] of vectors.entries()) values.set(vector, index * width);
  return { values, width };
};

const scoreBlock = (
  weights: Float64Array,
  offset: number,
  { values, width }: Rows,
  start: number,
  scores: readonly Float64Array[],
  label: number,
): void => {
  const bias = weights[offset + width] as number;
  let first = bias;
  let second = bias;
  let third = bias;
  let fourth = bias;
  for (let index = 0; index < width; index++) {
    const weight = weights[offset + index] as number;
    const at = start + index;
    first += weight * (values[at] as number);
    second += weight * (values[at + width] as number);
    third += weight * (values[at + 2 * width] as number);
    fourth += weight * (values[at + 3 * width] as number);
  }
  for (const [row, sum] of [first, second, third, fourth].entries())
    (scores[row] as Float64Array)[label] = sum;
};

const addBlock = (
  gradient: Float64Array,
  offset: number,
  { values, width }: Rows,
  start: number,
  shares: readonly Float64Array[],
  label: number,
): void => {
  const [first, second, third, fourth] = shares.map((row) => row[label] as number) as [
    number,
    number,
    number,
    number,
  ];
  for (let index = 0; index < width; index++) {
    const at = start + index;
    gradient[offset + index] =
      (gradient[offset + index] as number) +
      first * (values[at] as number) +
      second * (values[at + width] as number) +
      third * (values[at + 2 * width] as number) +
      fourth * (values[at + 3 * width] as number);
  }
  gradient[offset + width] = (gradient[offset + width] as number) + first + second + third + fourth;
};

/** Turns a block's scores into distance from the truth, in place; answers its loss. Rows past the end count nothing. */
const lossOf = (scores: readonly Float64Array[], labels: readonly number[], first: number): number => {
  let loss = 0;
  for (const [row, shares] of scores.entries()) {
    const label = labels[first + row];
    if (label === undefined) {
      shares.fill(0);
      continue;
    }
    softmax(shares);
    const share = shares[label] as number;
    loss -= Math.log(Math.max(share, 1e-300));
    shares[label] = share - 1;
  }
  return loss;
};

/** Makes a summed gradient a mean and adds the pull of the weights to zero, in place; answers its share of the loss. */
const shrink = (
  weights: Float64Array,
  gradient: Float64Array,
  { stride, count, decay }: { readonly stride: number; readonly count: number; readonly decay: number },
): number => {
  let squares = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = index % stride === stride - 1 ? 0 : (weights[index] as number);
    squares += weight * weight;
    gradient[index] = (gradient[index] as number) / count + decay * weight;
  }
  return (decay / 2) * squares;
};

/**
 * Fits multinomial logistic regression: mean negative log-likelihood plus `decay / 2` times the
 * squared weights, biases excepted. Answers for each class its weights followed by its bias.
 */
export function fitSoftmax({ vectors, labels, classes }: Labelled, decay: number): Float64Array {
  const rows = rowsOf(vectors);
  const stride = rows.width + 1;
  const scores = Array.from({ length: BLOCK }, () => new Float64Array(classes));
  const objective = (weights: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    gradient.fill(0);
    for (let first = 0; first < vectors.length; first += BLOCK) {
      const start = first * rows.width;
      for (let label = 0; label < classes; label++)
        scoreBlock(weights, label * stride, rows, start, scores, label);
      loss += lossOf(scores, labels, first);
      for (let label = 0; label < classes; label++)
        addBlock(gradient, label * stride, rows, start, scores, label);
    }
    return loss / vectors.length + shrink(weights, gradient, { stride, count: vectors.length, decay });
  };
  return minimize(objective, classes * stride);
}
