import { expect, test } from 'vitest';
import { withoutTurn } from './turns.ts';

test.each([
  ['actually I want to return it instead', 'I want to return it'],
  ['Wait, actually, cancel my order.', 'cancel my order.'],
  ['On second thought, send it to my office', 'send it to my office'],
  ['I changed my mind, I want to keep the lamp', 'I want to keep the lamp'],
  ['could we exchange it instead?', 'could we exchange it'],
])('%j asks for %j', (text, asked) => {
  expect(withoutTurn(text)).toBe(asked);
});

test.each([
  'I want to cancel it instead of the lamp',
  'I would rather return it',
  'is it actually insured?',
  'Actually',
  'actually, returns instead',
  'no, the lamp',
  '',
])('%j stays as it is', (text) => {
  expect(withoutTurn(text)).toBe(text);
});
