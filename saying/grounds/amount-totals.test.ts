import { expect, test } from 'vitest';
import { totals } from './amount-totals.ts';

test('prices of items add up', () => {
  expect(totals([{ items: [{ price: 10.1 }, { price: 20.2 }] }]).sums).toContain('30.3');
});

test('prices by cabin add up over the flights of a trip', () => {
  const trip = [{ prices: { economy: 100, business: 300 } }, { prices: { economy: 50, business: 200 } }];
  expect(totals([[trip]]).trips.map(({ amount }) => amount)).toEqual(['150', '500']);
});

test('what is no number in one of them does not', () => {
  expect([...totals([{ items: [{ price: 10 }, { price: 'free' }] }]).sums]).toEqual([]);
});
