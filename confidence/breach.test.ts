import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chanceOfBreach, leastBreach, leastMessages, sharpest } from './breach.ts';

/** Counts the orders in which the first half has at most `mistakes` of `all` mistakes among `2 * messages` messages. */
const counted = (mistakes: number, messages: number, all: number): number => {
  const choose = (n: number, k: number): number =>
    k < 0 || k > n ? 0 : k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
  let few = 0;
  for (let here = 0; here <= mistakes; here++) few += choose(messages, here) * choose(messages, all - here);
  return few / choose(2 * messages, all);
};

/** The exact tail of Clopper and Pearson: the probability of at most so many mistakes at the true rate `error`. */
const binomialTail = (mistakes: number, messages: number, error: number): number => {
  let [term, tail] = [(1 - error) ** messages, 0];
  for (let count = 0; count <= mistakes; count++) {
    tail += term;
    term *= ((messages - count) / (count + 1)) * (error / (1 - error));
  }
  return tail;
};

describe('chanceOfBreach', () => {
  test.each([
    {
      mistakes: 0,
      messages: 4,
      error: 0.25,
      chance: (4 * 3) / (8 * 7),
      why: 'two mistakes, both among the next',
    },
    {
      mistakes: 0,
      messages: 80,
      error: 0.05,
      chance: counted(0, 80, 5),
      why: 'five mistakes among the next',
    },
    {
      mistakes: 2,
      messages: 30,
      error: 0.1,
      chance: counted(2, 30, 6),
      why: 'six mistakes, at most two here',
    },
    { mistakes: 3, messages: 3, error: 0.5, chance: 1, why: 'all are wrong' },
    { mistakes: 1, messages: 5, error: 1, chance: 0, why: 'nothing is too many' },
  ])('is $chance for $mistakes of $messages at $error: $why', ({ mistakes, messages, error, chance }) => {
    expect(chanceOfBreach(mistakes, messages, error)).toBeCloseTo(chance, 10);
  });

  const CASE = fc
    .record({
      messages: fc.integer({ min: 5, max: 3000 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      error: fc.double({ min: 0.005, max: 0.3, noNaN: true }),
    })
    .map(({ messages, part, error }) => ({
      messages,
      error,
      mistakes: Math.floor(part * error * messages),
    }));

  test('is up to a tenth never below the binomial tail, so that what it bears out holds of the true rate too', () => {
    fc.assert(
      fc.property(CASE, ({ mistakes, messages, error }) => {
        const chance = chanceOfBreach(mistakes, messages, error);
        fc.pre(chance <= 0.1);
        expect(chance).toBeGreaterThanOrEqual(binomialTail(mistakes, messages, error));
      }),
    );
  });

  test('grows with the mistakes', () => {
    fc.assert(
      fc.property(CASE, ({ mistakes, messages, error }) => {
        expect(chanceOfBreach(mistakes + 1, messages, error)).toBeGreaterThan(
          chanceOfBreach(mistakes, messages, error),
        );
      }),
    );
  });
});

describe('leastBreach', () => {
  test.each([
    { messages: 100, error: 0.05, breach: 6 },
    { messages: 99, error: 0.05, breach: 5 },
    { messages: 100, error: 0.29, breach: 30 },
  ])('is $breach of $messages at $error', ({ messages, error, breach }) => {
    expect(leastBreach(messages, error)).toBe(breach);
  });
});

describe('sharpest', () => {
  test.each([
    { atLeast: 1, error: 0.05, count: 20 },
    { atLeast: 20, error: 0.05, count: 20 },
    { atLeast: 21, error: 0.05, count: 40 },
    { atLeast: 1, error: 0.03, count: 34 },
  ])('is $count from $atLeast on at $error', ({ atLeast, error, count }) => {
    expect(sharpest(atLeast, error)).toBe(count);
  });
});

describe('leastMessages', () => {
  test.each([
    { mistakes: 0, error: 0.01, chance: 0.05, messages: 400 },
    { mistakes: 0, error: 0.05, chance: 0.05, messages: 80 },
    { mistakes: 1, error: 0.05, chance: 0.05, messages: 120 },
    { mistakes: 0, error: 0.05, chance: 0.01, messages: 120 },
  ])('is $messages with $mistakes wrong at $error, $chance', ({ mistakes, error, chance, messages }) => {
    expect(leastMessages(() => mistakes, { error, chance, most: 1000 })).toBe(messages);
  });

  test('is infinite when as many are wrong as may be', () => {
    const asPromised = (messages: number) => messages / 20;
    expect(leastMessages(asPromised, { error: 0.05, chance: 0.05, most: 10_000 })).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
