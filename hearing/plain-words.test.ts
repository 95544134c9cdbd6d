import { expect, test } from 'vitest';
import { plainWords } from './plain-words.ts';

test.each([
  ['Yes, PLEASE!', 'yes please'],
  ["It's  fine", 'it is fine'],
  ['gift_card_1', 'gift card 1'],
  ['\u00a0a\tb\n', 'a b'],
])('%j in plain words is %j', (text, plain) => {
  expect(plainWords(text)).toBe(plain);
});
