import { expect, test } from 'vitest';
import { readOffer } from './read-offer.ts';

const WORDS = { yes: [], no: [], courtesy: [] };
const TWO = ['Can I bring a harp?', 'What does a broken string cost?'];

const read = (text: string, labels: readonly string[]) => {
  const answer = readOffer(text, labels, WORDS);
  return answer?.kind === 'pick' ? answer.place : (answer?.kind ?? null);
};

test.each([
  ['yes', 0],
  ['Yes, that one please', 0],
  ['the first', 0],
  ['2', 1],
  ['the second one', 1],
  ['the broken string', 1],
  ['the harp', 0],
  ['no', 'none'],
  ['neither', 'none'],
  ['none of those', 'none'],
  ['no thanks', 'none'],
  ['how much is shipping?', null],
  ['where is my order', null],
  ['I want to cancel order #W7', null],
  ['can I bring a flute?', null],
])('of two, "%s" is %s', (text, expected) => {
  expect(read(text, TWO)).toBe(expected);
});

test.each([
  ['yes please', 0],
  ['yep', 0],
  ['no', 'none'],
  ['and how much is it?', null],
])('of one, "%s" is %s', (text, expected) => {
  expect(read(text, TWO.slice(0, 1))).toBe(expected);
});

test('a person is offered without a label', () => {
  expect([read('yes', []), read('no', []), read('is it cheap?', [])]).toEqual([0, 'none', null]);
});
