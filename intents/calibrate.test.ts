import { describe, expect, test } from 'vitest';
import { calibrate, distribution, temperatureOf } from './calibrate.ts';

const times = <T>(count: number, value: T): readonly T[] => Array.from({ length: count }, () => value);
const scored = (label: number, ...scores: readonly number[]) => ({
  scores: Float64Array.from(scores),
  label,
});
const judged = (right: number, wrong: number) => [
  ...times(right, scored(0, 4, 0)),
  ...times(wrong, scored(1, 4, 0)),
];

describe('temperatureOf', () => {
  test.each([0.7, 0.995])('makes a classifier that is right with a chance of %f say so', (right) => {
    const temperature = temperatureOf(judged(right * 10_000, (1 - right) * 10_000));
    expect(1 / (1 + Math.exp(-4 / temperature))).toBeCloseTo(right, 2);
  });

  test('hardly moves for a handful of examples', () => {
    expect(temperatureOf(judged(5, 0))).toBeGreaterThan(0.8);
  });

  test('is 1 without anything to learn from', () => {
    expect(temperatureOf([])).toBe(1);
  });
});

describe('a distribution with a class that is out of scope', () => {
  // The last of three classes; messages out of scope have low scores everywhere.
  const examples = [
    ...times(300, scored(0, 4, 0, 0)),
    ...times(300, scored(1, 0, 4, 0)),
    ...times(10, scored(2, 4, 0, 0)),
    ...times(60, scored(2, 0, 0, 1)),
    ...times(30, scored(2, 1, 0, 0)),
    ...times(3, scored(0, 1, 0, 0)),
  ];
  const calibration = calibrate(examples, 2);
  const shares = (...scores: readonly number[]) => distribution(Float64Array.from(scores), calibration, 2);

  test('gives it about the share that such scores had', () => {
    expect(shares(4, 0, 0)[2]).toBeCloseTo(10 / 310, 1);
    expect(shares(1, 0, 0)[2]).toBeGreaterThan(0.7);
    expect(shares(0, 0, 1)[2]).toBeGreaterThan(0.9);
  });

  test('shares the rest among the others, and adds up to 1', () => {
    const all = shares(2, 1, 0);
    expect(all[0]).toBeGreaterThan(all[1] as number);
    expect(all.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });

  test.each([
    { nearer: [3, 0, 0], farther: [2, 0, 0], why: 'the others fit less' },
    { nearer: [2, 0, 0], farther: [2, 0, 1], why: 'it fits more' },
  ])('gives it more when $why', ({ nearer, farther }) => {
    expect(shares(...farther)[2]).toBeGreaterThan(shares(...nearer)[2] as number);
  });

  test('gives it no less for fitting nothing, whatever a few examples look like', () => {
    const odd = calibrate([...times(50, scored(0, -3, -4, -4)), ...times(50, scored(2, 4, 3, 4))], 2);
    const [far = 0, near = 0] = [-9, 9].map(
      (reach) => distribution(Float64Array.of(reach, reach - 1, reach - 1), odd, 2)[2],
    );
    expect(far).toBeGreaterThanOrEqual(near - 1e-9);
  });

  test('counts it as one message in a hundred at least', () => {
    const rare = calibrate([...times(9999, scored(0, 3, 0, 0)), scored(2, 3, 0, 0)], 2);
    expect(distribution(Float64Array.of(3, 0, 0), rare, 2)[2]).toBeCloseTo(0.01, 3);
  });

  test.each([{ examples: [] }, { examples: [scored(0, 1, 0, 0)] }, { examples: [scored(2, 0, 0, 1)] }])(
    'takes the scores as they are without examples of both kinds',
    ({ examples: few }) => {
      const plain = distribution(Float64Array.of(1, 1, 1), calibrate(few, 2), 2);
      expect(plain[2]).toBeCloseTo(1 / 3, 6);
    },
  );
});

describe('a distribution without one', () => {
  const examples = Array.from({ length: 1000 }, (_, at) => scored(0, at / 100, 0));
  const calibration = calibrate(examples, null);
  const shareAt = (...scores: readonly number[]) =>
    distribution(Float64Array.from(scores), calibration, null)[0] as number;

  test('is even for what is like no example', () => {
    expect(shareAt(-15, -20)).toBe(0.5);
  });

  test('is surer the more a message is like the examples', () => {
    const rising = [-20, -8, -4, -1, 1, 4].map((reach) => shareAt(reach, reach - 2));
    expect(rising).toEqual(rising.toSorted((a, b) => a - b));
    expect(rising.at(-1)).toBeGreaterThan(0.8);
  });
});
