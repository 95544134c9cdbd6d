import { expect, test } from 'vitest';
import { amountEntries } from '../amount-entries.ts';
import { comparisonFault } from './comparison-ground.ts';

const ENTRIES = amountEntries([
  {
    order_id: '#K100',
    items: [
      { name: 'Tea Pot', price: 30 },
      { name: 'Rain Hat', price: 12 },
    ],
  },
  { flight_number: 'FL310', prices: { economy: 90, business: 300 } },
  { flight_number: 'FL320', prices: { economy: 70, business: 400 } },
]);

const fault = (plain: string, ...shown: string[]) => comparisonFault(plain, shown, () => ENTRIES);

test.each([
  ['the rain hat is the cheaper one.', []],
  ['the tea pot is the most expensive.', []],
  ['the cheapest seat in economy costs $70.', ['70']],
  ['the cheapest seat in business costs $300.', ['300']],
  ['fl320 is the cheaper one: $70 instead of $90.', ['70', '90']],
  ['the tea pot is cheaper than you think.', []],
  ['the globe is the cheapest.', []],
] as const)('%s', (plain, shown) => {
  expect(fault(plain, ...shown)).toBeNull();
});

test.each([
  ['the tea pot is the cheaper one.', []],
  ['the rain hat is the most expensive.', []],
  ['the cheapest seat in business costs $400.', ['400']],
] as const)('%s: another one is', (plain, shown) => {
  expect(fault(plain, ...shown)).not.toBeNull();
});
