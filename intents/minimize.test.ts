import { describe, expect, test } from 'vitest';
import { minimize } from './minimize.ts';

describe('minimize', () => {
  test('finds the lowest point of a stretched bowl', () => {
    const target = [3, -2, 0.5];
    const stretch = [1, 100, 10_000];
    const lowest = minimize(
      (point, gradient) =>
        target.reduce((sum, goal, at) => {
          const off = (point[at] as number) - goal;
          gradient[at] = 2 * (stretch[at] as number) * off;
          return sum + (stretch[at] as number) * off * off;
        }, 1),
      3,
      { tolerance: 1e-12 },
    );
    target.forEach((goal, at) => {
      expect(lowest[at]).toBeCloseTo(goal, 3);
    });
  });

  test('stays where it is when it starts at the lowest point', () => {
    const flat = (_point: Float64Array, gradient: Float64Array) => {
      gradient.fill(0);
      return 5;
    };
    expect([...minimize(flat, 2)]).toEqual([0, 0]);
  });
});
