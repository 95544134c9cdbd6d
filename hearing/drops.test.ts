import { expect, test } from 'vitest';
import { readDrop } from './drops.ts';

test.each([
  ['never mind', 'current'],
  ['Nevermind.', 'current'],
  ['forget it', 'current'],
  ['ok, forget about that one please', 'current'],
  ["don't bother", 'current'],
  ['forget the first one', 0],
  ['skip the second', 1],
  ['drop the last one', 2],
  ['forget all of them', 'all'],
  ['actually, drop everything', 'all'],
  ['forget the other one', null],
  ['forget the fifth one', null],
  ['forget the blue lamp', null],
  ['did you forget it?', null],
  ['I forgot my password', null],
])('%s with three goals: %s', (text, expected) => {
  expect(readDrop(text, 3)).toBe(expected);
});

test('the other of two is the one that waits', () => {
  expect(readDrop('forget the other one', 2)).toBe(1);
});
