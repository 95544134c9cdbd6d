import { describe, expect, test } from 'vitest';
import { fitLogistic, logistic, type Observed } from './fit-logistic.ts';

/** Observations at an input in exactly the shares of the rule. */
const observedOf = (rule: (x: number) => number, count: number): readonly Observed[] =>
  [-2, -1, 0, 1, 2].flatMap((x) => [
    { inputs: [1, x], so: true, weight: count * rule(x) },
    { inputs: [1, x], so: false, weight: count * (1 - rule(x)) },
  ]);

describe('fitLogistic', () => {
  test('finds the rule behind what it saw', () => {
    const [offset = 0, slope = 0] = fitLogistic(
      observedOf((x) => logistic(0.5 - 1.5 * x), 100_000),
      [0, 0],
    );
    expect(offset).toBeCloseTo(0.5, 2);
    expect(slope).toBeCloseTo(-1.5, 2);
  });

  test.each([
    { observed: [], why: 'nothing was seen' },
    { observed: observedOf((x) => logistic(5 * x), 0.0001), why: 'next to nothing was seen' },
  ])('keeps to the prior when $why', ({ observed }) => {
    fitLogistic(observed, [0.3, 1]).forEach((weight, at) => {
      expect(weight).toBeCloseTo([0.3, 1][at] as number, 3);
    });
  });

  test('stays finite when the kinds are told apart perfectly', () => {
    const observed = observedOf((x) => (x > 0 ? 1 : 0), 1000);
    expect(fitLogistic(observed, [0, 0]).every(Number.isFinite)).toBe(true);
  });

  test('survives scores far from what it starts at', () => {
    const observed = observedOf((x) => logistic(-8 + x), 1000).map((one) => ({
      ...one,
      inputs: [one.inputs[0] as number, (one.inputs[1] as number) + 30],
    }));
    const [offset = 0, slope = 0] = fitLogistic(observed, [0, 1]);
    expect(logistic(offset + 30 * slope)).toBeLessThan(0.01);
  });
});
