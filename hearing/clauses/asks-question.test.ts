import { expect, test } from 'vitest';
import { asksQuestion } from './asks-question.ts';

test.each([
  ['do you take PayPal?', true],
  ['hi there, how do I pay', true],
  ['please explain how gift cards work', true],
  ['return policy', true],
  ["I'd like to use my gift card instead", false],
  ['credit card', false],
  ['to my gift card please', false],
])('%j asks something: %s', (text, asks) => {
  expect(asksQuestion(text)).toBe(asks);
});
