import { expect, test } from 'vitest';
import { amountEntries } from '../amount-entries.ts';
import { sumsIn } from './named-sums.ts';

const ENTRIES = amountEntries([
  {
    items: [
      { name: 'Tea Pot', price: 30 },
      { name: 'Rain Hat', price: 12.5 },
      { name: 'Globe', price: 99 },
    ],
  },
  { flight_number: 'FL310', prices: { economy: 90, business: 300 } },
  { flight_number: 'FL320', prices: { economy: 70, business: 400 } },
]);

test('things that are named are added up', () => {
  expect(sumsIn('the pot and the hat come to that together.', ENTRIES)).toEqual(new Set(['42.5', '17.5']));
  expect(sumsIn('the hats and the globe in all.', ENTRIES)).toEqual(new Set(['111.5', '86.5']));
  expect(sumsIn('the globe alone comes to that.', ENTRIES)).toEqual(new Set());
  expect(sumsIn('the pot and the hat cost that.', ENTRIES)).toEqual(new Set());
});

test('prices of one kind are compared', () => {
  expect(sumsIn('in business it is less.', ENTRIES)).toEqual(new Set(['20', '100']));
});
