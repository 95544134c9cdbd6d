import { expect, test } from 'vitest';
import { amountsOf } from '../grounds/amount-places.ts';
import { amountMentions } from './amount-mentions.ts';
import { sentencesOf } from './sentences.ts';
import { tellingValues } from './telling-values.ts';

const mentions = (text: string) => amountMentions(text, sentencesOf(text), amountsOf(tellingValues(text)));
const roles = (text: string) => mentions(text).map(({ role }) => role);

test('the nearest word says what an amount is', () => {
  expect(roles('The tent costs $90, a refund of $10 follows, and your balance is $4.')).toEqual([
    'price',
    'change',
    'balance',
  ]);
  expect(roles('That is $3.50 more, $93.50 in total.')).toEqual(['change', 'total']);
  expect(roles('The total price is $93, which is within your budget of $100.')).toEqual(['total', 'limit']);
});

test('a bracket is read by itself, and passed over from outside', () => {
  expect(roles('The difference between the tent ($90) and the other is $8.')).toEqual([null, 'change']);
  expect(roles('The difference is $8 (new price $98).')).toEqual(['change', 'price']);
});

test('parts of a sum that is written out have no role of their own', () => {
  expect(roles('Difference: $98 - $90 = $8')).toEqual(['term', 'term', 'term']);
});

test('of two things, one was there before', () => {
  const [old, young] = mentions('Your current tent was $90, and the new one is $98.');
  expect([old?.age, young?.age]).toEqual(['old', 'new']);
});

test('an amount stands with the words beside it, and with those of its entry', () => {
  const [, tarp] = mentions('1. **Rope**\n   - Price: $5\n2. **Tarp** (green)\n   - Price: $7');
  expect([...(tarp?.near ?? [])]).toEqual(['price']);
  expect(tarp?.around.has('green')).toBe(true);
  expect(tarp?.around.has('rope')).toBe(false);
});
