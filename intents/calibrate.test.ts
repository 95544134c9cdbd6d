import { describe, expect, test } from 'vitest';
import { temperatureOf } from './calibrate.ts';

const judged = (right: number, wrong: number) => [
  ...Array.from({ length: right }, () => ({ scores: Float64Array.of(4, 0), label: 0 })),
  ...Array.from({ length: wrong }, () => ({ scores: Float64Array.of(4, 0), label: 1 })),
];

describe('temperatureOf', () => {
  test('makes a classifier that is right seven times in ten say 0.7', () => {
    const temperature = temperatureOf(judged(70, 30));
    expect(1 / (1 + Math.exp(-4 / temperature))).toBeCloseTo(0.7, 3);
  });

  test('never sharpens', () => {
    expect(temperatureOf(judged(100, 0))).toBeCloseTo(1, 3);
  });

  test('is 1 without anything to learn from', () => {
    expect(temperatureOf([])).toBe(1);
  });
});
