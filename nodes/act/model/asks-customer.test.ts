import { expect, test } from 'vitest';
import { askedIn } from './asks-customer.ts';

test.each([
  ['It is paid.', null],
  ['Which one do you mean?', 'Which one do you mean?'],
  ['It is open. Which one? Thanks!', 'Which one?'],
  ['Please send me the number.', 'Please send me the number.'],
  ['To go on, please tell me your name.', 'To go on, please tell me your name.'],
  ['Why? Because it is late. It leaves at nine.', null],
  ['Is it one of these?\n\n1. Lamp', 'Is it one of these?'],
  ['', null],
])('%j waits for %j', (text, question) => {
  expect(askedIn(text)).toBe(question);
});
