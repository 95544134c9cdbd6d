import { expect, test } from 'vitest';
import { namedRefused } from './named-refused.ts';

const option = (id: string, label: string) => ({ label, value: id, element: { id } });
const gift = option('g1', 'Gift card ($62.00)');
const options = [option('c1', 'Mastercard ending in 9448'), option('c2', 'Visa ending in 3422')];
const asked = { options, refused: [gift] };

test.each(['my gift card!', 'It is my gift card', 'the gift card please', 'but I want the gift card'])(
  '`%s` names the denied option again',
  (text) => {
    expect(namedRefused(text, asked)).toBe(gift);
    expect(namedRefused(text, { options })).toBeNull();
  },
);

test.each([
  'how much is on my gift card?',
  'what is on my gift card',
  'not my gift card',
  'the gift card or the visa',
  'no gift card, the visa',
  '3',
  'the last one',
  'the visa',
  'a suitcase like my gift card',
])('`%s` does not', (text) => {
  expect(namedRefused(text, asked)).toBeNull();
});
