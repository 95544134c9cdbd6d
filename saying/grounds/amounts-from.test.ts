import { describe, expect, test } from 'vitest';
import { amountsFrom } from './amounts-from.ts';

describe('amountsFrom', () => {
  test.each([
    ['a difference', ['154.17', '137.94'], '16.23'],
    ['a total', ['12.5', '3.25', '4'], '19.75'],
    ['the difference of two totals', ['269.16', '249.01', '272.33', '262.47'], '16.63'],
    ['a difference in either direction', ['10', '12'], '2'],
  ])('works out %s', (_, amounts, expected) => {
    expect(amountsFrom(amounts)).toContain(expected);
  });

  test('works nothing out from a single amount', () => {
    expect([...amountsFrom(['12.5'])]).toEqual([]);
  });

  test('uses each amount once, and at most four of them', () => {
    expect(amountsFrom(['1', '10'])).not.toContain('2');
    expect(amountsFrom(['1', '10', '100', '1000', '10000'])).not.toContain('11111');
  });
});
