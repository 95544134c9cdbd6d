import { describe, expect, test } from 'vitest';
import { countFault } from './count-ground.ts';
import { thingsOf } from './things.ts';

const THINGS = thingsOf([
  { wallets: { a: { id: 'a' }, b: { id: 'b' } } },
  { order_id: '#K100', status: 'pending', items: [{ name: 'Tea Pot' }, { name: 'Rain Hat' }] },
  { order_id: '#K200', status: 'delivered', items: [{ name: 'Globe' }] },
  { flight_number: 'FL310', free_seats: { basic_economy: 4, economy: 9, business: 2 }, total_bags: 3 },
]);

describe('a count is that of a list or of a number', () => {
  test.each([
    'order #k100 has two items.',
    'there are three items in all.',
    'you have two orders.',
    'you have one pending order.',
    'you have two wallets.',
    'there are nine seats in economy on fl310.',
    'only two seats are left in business on fl310.',
  ])('%s', (plain) => {
    expect(countFault(plain, THINGS)).toBeNull();
  });
});

describe('a count that nothing has', () => {
  test.each([
    'order #k100 has three items.',
    'you have four orders.',
    'you have two pending orders.',
    'your profile has three wallets.',
    'there are four seats in economy on fl310.',
    'fl310 has two bags.',
  ])('%s', (plain) => {
    expect(countFault(plain, THINGS)).not.toBeNull();
  });
});

test.each([
  'you can have five items more.',
  'you have three orders that hold a globe.',
  'you have two pens.',
  'do you have four orders?',
])('%s: counts no list', (plain) => {
  expect(countFault(plain, THINGS)).toBeNull();
});
