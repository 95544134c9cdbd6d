import { expect, test } from 'vitest';
import { anyPhrase, phrasePattern, phraseText } from './phrase-pattern.ts';

const ends = (notation: string, said: string, classes = new Map([['it', anyPhrase(['it', 'the order'])]])) =>
  phrasePattern(notation).ends(phraseText(said.split(' '), classes), 0);

test.each([
  ['go ahead', 'go ahead please', [2]],
  ['go [right] ahead', 'go ahead', [2]],
  ['(yes|yes please)', 'yes please', [1, 2]],
  ['cancel [<it>]', 'cancel the order', [1, 3]],
  ['cancel <other>', 'cancel it', []],
  ['a (b|c [d]) e | f', 'a c d e', [4]],
  ['[a] [b]', 'c', [0]],
  ['go', 'stop', []],
])('%j on %j ends at %j', (notation, said, expected) => {
  expect(ends(notation, said).toSorted()).toEqual(expected);
});

test('a bracket that is left open is an error', () => {
  expect(() => phrasePattern('go [ahead')).toThrow('misses a bracket');
  expect(() => phrasePattern('go ahead)')).toThrow('misses a bracket');
});
