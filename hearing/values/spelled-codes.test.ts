import { expect, test } from 'vitest';
import { spelledCodes } from './spelled-codes.ts';

test.each([
  ['w one six five four nine three one', ['w1654931']],
  ['it is 4 W Q 1 5 0, thanks', ['4wq150']],
  ['one order', []],
  ['I have 1 2 3', []],
])('%s: %j', (text, codes) => {
  expect(spelledCodes(text).map(({ code }) => code)).toEqual(codes);
});
