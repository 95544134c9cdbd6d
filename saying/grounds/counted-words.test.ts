import { expect, test } from 'vitest';
import { countedOtherwise, countedWords } from './counted-words.ts';

test('a number counts the words behind it', () => {
  expect(countedWords('at most two garden keys for each guest')).toEqual(['2 garden', '2 kei']);
  expect(countedWords('within 14 days and three business days')).toEqual([]);
});

test('a rule counts as its texts do', () => {
  const known = countedWords('a guest gets at most one key and two towels.');
  expect(countedOtherwise(countedWords('you get two towels.'), known)).toBeNull();
  expect(countedOtherwise(countedWords('you get two keys.'), known)).toBe('kei');
  expect(countedOtherwise(countedWords('you get two pens.'), known)).toBeNull();
});
