import { describe, expect, test } from 'vitest';
import { foreignWord, recordWords } from './foreign-words.ts';
import { thingsOf } from './things.ts';

const HOME = { street: '4 Mill Lane', city: 'Bergen' };
const PROFILE = {
  address: HOME,
  methods: { card_1: { id: 'card_1', brand: 'visa' }, wallet_2: { id: 'wallet_2', source: 'paypal' } },
};
const ORDERS = [
  {
    order_id: '#K100',
    address: { street: '9 Quay Road', city: 'Oslo' },
    items: [{ name: 'Tea Pot' }],
    paid: 'card_1',
  },
  { order_id: '#K200', address: HOME, items: [{ name: 'Rain Hat' }], paid: 'wallet_2' },
];

const words = recordWords(thingsOf([PROFILE, ...ORDERS]));
const one = recordWords(thingsOf([PROFILE, ORDERS[0] ?? null]));

describe('a word of something else', () => {
  test.each([
    ['#k100 was paid with paypal.', words, 'paypal'],
    ['it was charged to your paypal account.', one, 'paypal'],
    ['your parcel was delivered to mill lane in bergen.', one, 'mill'],
    ['#k100 has a rain hat in it.', words, 'rain hat'],
  ] as const)('%s', (plain, known, word) => {
    expect(foreignWord(plain, () => known)).toBe(word);
  });
});

test.each([
  ['#k100 was paid with your visa.', words],
  ['#k200 was delivered to mill lane.', words],
  ['#k100 has a tea pot in it.', words],
  ['#k100 has a tea pot, the other order a rain hat.', words],
  ['it could be charged to your paypal account.', one],
  ['your default address is in bergen.', one],
] as const)('a word of its own, or of what could be: %s', (plain, known) => {
  expect(foreignWord(plain, () => known)).toBeNull();
});
