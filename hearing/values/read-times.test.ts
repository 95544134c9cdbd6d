import { expect, test } from 'vitest';
import { readTimes } from './read-times.ts';

const read = (text: string, asked = false) => readTimes(text, { asked }).map(({ value }) => value);

test.each([
  ['at 3 pm', ['15:00']],
  ['3:30pm', ['15:30']],
  ['15:30', ['15:30']],
  ['12 am', ['00:00']],
  ['at noon', ['12:00']],
  ['10am or 11 a.m.', ['10:00', '11:00']],
  ['at 3', []],
  ['5 items', []],
  ['25:00', []],
  ['on 2024-05-20', []],
])('%s: %j', (text, times) => {
  expect(read(text)).toEqual(times);
});

test('in an answer an hour alone will do', () => {
  expect(read('at 3', true)).toEqual(['03:00']);
  expect(read('15', true)).toEqual(['15:00']);
  expect(read('I have 5 items in my order', true)).toEqual([]);
});
