import { expect, test } from 'vitest';
import { speller } from './correct-spelling.ts';

const RARE = new Set(['scam', 'wife']);
const known = [
  'cancel',
  'order',
  'older',
  'where',
  'return',
  'refund',
  'my',
  'form',
  'from',
  'farm',
  ...RARE,
];
const correct = speller(new Set(known), (word) => (RARE.has(word) ? 7 : 3));

test.each([
  ['cancle my order', 'cancel my order'],
  ['Where is my ordr?', 'Where is my order?'],
  ['wheer is it', 'where is it'],
  ['I want to retrun it', 'I want to return it'],
  ['cancell', 'cancel'],
])('%s', (text, expected) => {
  expect(correct(text)).toBe(expected);
});

test.each([
  'oder', // "order" and "older" are as near
  'zancel', // another first letter is another word
  'fom', // too short
  'order W1234567',
  'cancelling', // more than a slip
  'scan the parcel', // a rare word is as likely to be the slip
  'too wide',
  '',
])('is left as it is: %s', (text) => {
  expect(correct(text)).toBe(text);
});

test('of two near words the much commoner one is meant', () => {
  const rarity = { order: 1, older: 4, form: 2, from: 2.5 };
  const common = speller(new Set(Object.keys(rarity)), (word) => new Map(Object.entries(rarity)).get(word));
  expect(common('my oder')).toBe('my order');
  expect(common('frm and form')).toBe('frm and form');
});
