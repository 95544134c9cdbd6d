import { expect, test } from 'vitest';
import { stemOf } from './stem.ts';

test.each([
  ['sent', 'send'],
  ['added', 'add'],
  ['given', 'give'],
  ['cancelled', 'cancel'],
  ['refunds', 'refund'],
])('%s and %s have one stem', (form, infinitive) => {
  expect(stemOf(form)).toBe(stemOf(infinitive));
});

test('a word that is too long for a word stays as it is', () => {
  const word = 'a'.repeat(100_000);
  expect(stemOf(word)).toBe(word);
});
