import { describe, expect, test } from 'vitest';
import { fitSoftmax, scoresOf, softmax } from './softmax-regression.ts';

const vectors = [
  Float32Array.of(1, 0),
  Float32Array.of(0.9, 0.1),
  Float32Array.of(0, 1),
  Float32Array.of(0.1, 0.9),
  Float32Array.of(-1, -1),
];
const labels = [0, 0, 1, 1, 2];

const lossOf = (weights: Float64Array, decay: number): number => {
  const likelihood = vectors.reduce(
    (sum, vector, at) =>
      sum - Math.log(softmax(scoresOf(weights, vector, 3))[labels[at] as number] as number),
    0,
  );
  const squares = weights.reduce((sum, weight, at) => (at % 3 === 2 ? sum : sum + weight * weight), 0);
  return likelihood / vectors.length + (decay / 2) * squares;
};

describe('fitSoftmax', () => {
  const decay = 0.01;
  const weights = fitSoftmax({ vectors, labels, classes: 3 }, decay);

  test('finds weights that no small change improves', () => {
    const lowest = lossOf(weights, decay);
    for (let at = 0; at < weights.length; at++) {
      for (const change of [-0.05, 0.05]) {
        const moved = weights.slice();
        moved[at] = (moved[at] as number) + change;
        expect(lossOf(moved, decay)).toBeGreaterThan(lowest - 1e-5);
      }
    }
  });

  test('names every example right', () => {
    vectors.forEach((vector, at) => {
      const shares = [...softmax(scoresOf(weights, vector, 3))];
      expect(shares.indexOf(Math.max(...shares))).toBe(labels[at]);
    });
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
