import { expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import { judgeReply } from '../judge-reply.ts';
import type { Grounds } from './grounds.ts';

const ORDER: Json = {
  order_id: '#W5550001',
  status: 'delivered',
  items: [
    { name: 'Tent', item_id: '5551', price: 90, options: { colour: 'green', sleeps: 'two' } },
    { name: 'Rope', item_id: '5552', price: 12.5, options: { colour: 'red', length: '10m' } },
  ],
  payment_history: [{ transaction_type: 'payment', amount: 102.5, payment_method_id: 'card_1' }],
};
const TENT: Json = {
  name: 'Tent',
  variants: {
    '5551': { item_id: '5551', options: { colour: 'green', sleeps: 'two' }, available: true, price: 90 },
    '5553': { item_id: '5553', options: { colour: 'blue', sleeps: 'three' }, available: true, price: 98 },
  },
};
const METHODS: Json = {
  payment_methods: {
    card_1: { source: 'credit_card', brand: 'visa', last_four: '1111', id: 'card_1' },
    gift_2: { source: 'gift_card', balance: 30, id: 'gift_2' },
  },
};

const GROUNDS: Grounds = {
  executed: [],
  refused: [],
  records: [ORDER, TENT, METHODS],
  texts: ['Express delivery costs $14, and overnight delivery $29.'],
  replies: [],
  said: ['I have a budget of $95 for a tent'],
  deeds: [],
  escalated: false,
};

const passes = (reply: string) => !judgeReply(reply, GROUNDS).some(({ kind }) => kind === 'amount');

test.each([
  [
    '1. Tent\n   - Price: $90\n2. Rope\n   - Price: $12.50',
    '1. Tent\n   - Price: $12.50\n2. Rope\n   - Price: $90',
  ],
  [
    'Your current tent was $90.00, and the blue one is priced at $98.00.',
    'Your current tent was $98.00, and the blue one is priced at $90.00.',
  ],
  [
    'The new tent costs $98.00. The price difference is $8.00.',
    'The new tent costs $8.00. The price difference is $98.00.',
  ],
  ['The tent is $90 and the total was $102.50.', 'The tent is $102.50 and the total was $90.'],
  [
    'The difference is $8, and your gift card balance is $30.',
    'The difference is $30, and your gift card balance is $8.',
  ],
  ['Express costs $14 and overnight $29.', 'Express costs $29 and overnight $14.'],
  ['The difference is $98 - $90 = $8.', 'The difference is $8 - $90 = $98.'],
  [
    'The green tent costs $90, which is within your budget of $95.',
    'The green tent costs $95, which is within your budget of $90.',
  ],
])('amounts stand where they belong: %j', (right, wrong) => {
  expect(passes(right)).toBe(true);
  expect(passes(wrong)).toBe(false);
});

test('ways to pay tell two payments apart', () => {
  const paid: Json = [
    { payment_id: 'card_1', amount: 70 },
    { payment_id: 'gift_2', amount: 32.5 },
  ];
  const faults = (reply: string) =>
    judgeReply(reply, { ...GROUNDS, records: [{ code: 'AB12CD', payment_history: paid }, METHODS] });
  expect(faults('$70.00 was paid by your Visa and $32.50 by your gift card.')).toEqual([]);
  expect(faults('$32.50 was paid by your Visa and $70.00 by your gift card.')).not.toEqual([]);
});

test('where money goes is no sign of what it is for', () => {
  expect(passes('You get $12.50 back on your gift card.')).toBe(true);
});
