import { expect, test } from 'vitest';
import { withoutPersonalData } from './without-personal-data.ts';

test.each([
  ['where is #W9021077', 'where is #W1234567'],
  ['is K9M2LL on time', 'is KABCDE on time'.replace('KABCDE', 'K1B3DE')],
  ['I am mia.brooks@example.org', 'I am someone@example.com'],
  ['my name is Mia Brooks and I want a refund', 'my name is Alex Smith and I want a refund'],
  [
    'send it to 77 Beacon Street, Boston, MA 02108 please',
    'send it to 1 Main Street, Springfield, IL 62701 please',
  ],
  ['call me at (617) 555-0142', 'call me at (212) 555-0100'],
  ['card 4111 1111 1111 1111', 'card 1234 1234 1234 1234'],
  ['the 128GB one for $20', 'the 128GB one for $20'],
])('%s', (text, expected) => {
  expect(withoutPersonalData(text)).toBe(expected);
});
