import { expect, test } from 'vitest';
import { heardToo } from './heard-too.ts';

test.each([
  ['the lamp', 'return it\nthe lamp'],
  ['the one with the lamp', 'return it'],
  ['the second', 'return it'],
  ['2', 'return it'],
])('%s', (text, expected) => {
  expect(heardToo('return it', text)).toBe(expected);
});
