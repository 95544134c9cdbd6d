/** One observation: inputs, the outcome, and its weight. */
export interface Observed {
  readonly inputs: readonly number[];
  readonly so: boolean;
  readonly weight: number;
}

const STEPS = 30;

const sum = (count: number, term: (index: number) => number): number => {
  let total = 0;
  for (let index = 0; index < count; index++) total += term(index);
  return total;
};

const scoreOf = (weights: readonly number[], inputs: readonly number[]): number =>
  sum(weights.length, (at) => (weights[at] as number) * (inputs[at] as number));

/** The logistic function: a score as a probability. */
export function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Solves `matrix * x = right` by elimination. The matrix is positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] as number]);
  const size = rows.length;
  const cell = (row: number, column: number) => rows[row]?.[column] as number;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let below = pivot + 1; below < size; below++) {
      const factor = cell(below, pivot) / cell(pivot, pivot);
      rows[below] = (rows[below] as number[]).map((value, at) => value - factor * cell(pivot, at));
    }
  }
  const solution: number[] = new Array(size).fill(0);
  for (let row = size - 1; row >= 0; row--) {
    const known = sum(size, (at) => (at > row ? cell(row, at) * (solution[at] as number) : 0));
    solution[row] = (cell(row, size) - known) / cell(row, row);
  }
  return solution;
}

/** The negative log-likelihood plus half the squared distance from the prior. */
const lossOf = (
  observed: readonly Observed[],
  weights: readonly number[],
  prior: readonly number[],
): number =>
  observed.reduce((total, { inputs, so, weight }) => {
    const score = scoreOf(weights, inputs) * (so ? 1 : -1);
    return total + weight * (Math.max(0, -score) + Math.log1p(Math.exp(-Math.abs(score))));
  }, 0) +
  sum(weights.length, (at) => ((weights[at] as number) - (prior[at] as number)) ** 2) / 2;

/** Newton's step from these weights. */
function stepFrom(
  observed: readonly Observed[],
  weights: readonly number[],
  prior: readonly number[],
): readonly number[] {
  const slope = weights.map((weight, at) => weight - (prior[at] as number));
  const bend = weights.map((_, row) => weights.map((_, column) => (row === column ? 1 : 0)));
  for (const { inputs, so, weight } of observed) {
    const share = logistic(scoreOf(weights, inputs));
    const off = weight * (share - (so ? 1 : 0));
    const spread = weight * share * (1 - share);
    for (const [row, input] of inputs.entries()) {
      slope[row] = (slope[row] as number) + off * input;
      const line = bend[row] as number[];
      for (const [column, other] of inputs.entries())
        line[column] = (line[column] as number) + spread * input * other;
    }
  }
  return solve(bend, slope);
}

/**
 * Fits logistic regression by Newton's method, with weights pulled to `prior`.
 *
 * With few observations the result is close to the prior.
 */
export function fitLogistic(observed: readonly Observed[], prior: readonly number[]): readonly number[] {
  let weights = prior;
  let loss = lossOf(observed, weights, prior);
  for (let round = 0; round < STEPS; round++) {
    const step = stepFrom(observed, weights, prior);
    const at = (length: number) => weights.map((weight, index) => weight - length * (step[index] as number));
    let length = 1;
    while (length > 1e-6 && lossOf(observed, at(length), prior) >= loss) length /= 2;
    if (length <= 1e-6) break;
    weights = at(length);
    const gain = loss - lossOf(observed, weights, prior);
    loss -= gain;
    if (gain < 1e-9 * loss) break;
  }
  return weights;
}
