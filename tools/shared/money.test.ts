import { describe, expect, test } from 'vitest';
import { inDollars, toCents, toDollars } from './money.ts';

describe('money', () => {
  test.each([
    { dollars: 0.07, cents: 7 },
    { dollars: 1.15, cents: 115 },
    { dollars: 2772.44, cents: 277244 },
    { dollars: 0.04999999999999716, cents: 5 },
    { dollars: -16.63, cents: -1663 },
  ])('$dollars dollars are $cents cents and back', ({ dollars, cents }) => {
    expect(toCents(dollars)).toBe(cents);
    expect(toDollars(cents)).toBeCloseTo(dollars, 5);
  });

  test('a sum of cents has no drift in dollars', () => {
    expect(toDollars(toCents(0.1) + toCents(0.2))).toBe(0.3);
  });

  test.each([
    [123_450, '$1,234.50'],
    [5, '$0.05'],
    [100_000_000, '$1,000,000.00'],
  ])('%d cents are read as %s', (cents, text) => {
    expect(inDollars(cents)).toBe(text);
  });
});
