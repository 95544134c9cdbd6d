import { expect, test } from 'vitest';
import { afterWords, beforeWords } from './after-words.ts';
import { readNumbers } from './read-numbers.ts';

const read = (text: string, ...words: string[]) =>
  afterWords(text, readNumbers(text), words).map(({ value }) => value);

test('a value behind a declared word counts, the nearest first', () => {
  expect(read('raise my limit to 2000', 'limit')).toEqual([2000]);
  expect(read('my limit should go up from 1000 to 2000', 'limit', 'to')).toEqual([2000, 1000]);
  expect(read('a limit of 500, to 300', 'limit', 'to')).toEqual([300, 500]);
});

test('a value that is far away, before the word, in another clause, denied, or behind another value does not', () => {
  expect(read('2000 is my limit', 'limit')).toEqual([]);
  expect(read('my limit. I paid 2000', 'limit')).toEqual([]);
  expect(read('my limit is something that I want to be 2000', 'limit')).toEqual([]);
  expect(read('do not set the limit to 2000', 'limit')).toEqual([]);
  expect(read('limit 1000 2000', 'limit')).toEqual([1000]);
});

const counted = (text: string, ...words: string[]) =>
  beforeWords(text, readNumbers(text), words).map(({ value }) => value);

test('a number before what it counts is one of these, the nearest first', () => {
  expect(counted('two more checked bags please', 'bags')).toEqual([2]);
  expect(counted('no, 3 bags', 'bags')).toEqual([3]);
  expect(counted('2 passengers and 3 bags', 'bags')).toEqual([3]);
  expect(counted('3 of them in total', 'in total')).toEqual([3]);
});

test('a number that is far away, in another clause, or before another number counts nothing', () => {
  expect(counted('bags, 3', 'bags')).toEqual([]);
  expect(counted('3. I have bags', 'bags')).toEqual([]);
  expect(counted('2 for my wife and me who have bags', 'bags')).toEqual([]);
  expect(counted('3 and not bags', 'bags')).toEqual([]);
  expect(counted('5512 2 bags', 'bags')).toEqual([2]);
});
