import { describe, expect, test } from 'vitest';
import { fitSoftmax, passesOver } from './fit-softmax.ts';
import { type Features, scoreInto, softmax } from './softmax.ts';
import { NO_TERMS } from './terms.ts';

const dense = [
  [1, 0],
  [0.9, 0.1],
  [0, 1],
  [0.1, 0.9],
  [-1, -1],
];
const labels = [0, 0, 1, 1, 2];
const STRENGTH = 3;

const asVectors: readonly Features[] = dense.map((vector) => ({
  dense: Float32Array.from(vector),
  sparse: NO_TERMS,
}));
const asTerms: readonly Features[] = dense.map((vector) => ({
  dense: new Float32Array(),
  sparse: { columns: Int32Array.of(0, 1), values: Float32Array.from(vector) },
}));

/** The loss to minimise, as in textbooks; the bias counts as a weight. */
const lossOf = (weights: Float32Array): number => {
  const linear = { classes: 3, weights };
  const likelihood = asVectors.reduce(
    (sum, row, at) =>
      sum - Math.log(softmax(scoreInto(new Float64Array(3), linear, row))[labels[at] as number] as number),
    0,
  );
  return STRENGTH * likelihood + weights.reduce((sum, weight) => sum + weight * weight, 0) / 2;
};

const weightsOf = (rows: readonly Features[]) =>
  fitSoftmax({ rows, labels, classes: 3, width: 2, strength: STRENGTH });

describe('fitSoftmax', () => {
  test('finds weights that no small change improves', () => {
    const { weights } = weightsOf(asVectors);
    const lowest = lossOf(weights);
    for (let at = 0; at < weights.length; at++) {
      for (const change of [-0.05, 0.05]) {
        const moved = weights.slice();
        moved[at] = (moved[at] as number) + change;
        expect(lossOf(moved)).toBeGreaterThan(lowest - 1e-3);
      }
    }
  });

  test('finds the same whether a number stands in a vector or in a term', () => {
    weightsOf(asTerms).weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(weightsOf(asVectors).weights[at] as number, 5);
    });
  });

  test('gives the same weights every time', () => {
    expect(weightsOf(asVectors)).toEqual(weightsOf(asVectors));
  });

  test('learns nothing from nothing', () => {
    const none = fitSoftmax({ rows: [], labels: [], classes: 3, width: 2, strength: STRENGTH });
    expect([...none.weights]).toEqual(Array.from({ length: 9 }, () => 0));
  });

  test('tells of each pass', () => {
    let passes = 0;
    fitSoftmax({
      rows: asVectors,
      labels,
      classes: 3,
      width: 2,
      strength: STRENGTH,
      onPass: () => {
        passes++;
      },
    });
    expect(passes).toBe(passesOver(5));
  });
});

describe('softmax', () => {
  test('survives huge scores, and is flatter the higher the temperature', () => {
    expect([...softmax(Float64Array.of(1000, 0))]).toEqual([1, 0]);
    const [cold] = softmax(Float64Array.of(2, 0), 1);
    const [warm] = softmax(Float64Array.of(2, 0), 4);
    expect(warm).toBeLessThan(cold as number);
  });
});
