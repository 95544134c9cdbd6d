import { expect, test } from 'vitest';
import { plainClause } from './clause-words.ts';
import { meaningOf } from './english-meanings.ts';
import { tellingStems } from './english-talk.ts';
import { stemOf } from './stem.ts';

test('words of one meaning have one stem', () => {
  expect(meaningOf(stemOf('suitcases'))).toBe(meaningOf(stemOf('bags')));
  expect(meaningOf(stemOf('guarantee'))).toBe(meaningOf(stemOf('warranty')));
  expect(meaningOf(stemOf('kettle'))).toBe('kettl');
  expect(meaningOf(stemOf('travel'))).toBe('travel');
});

test.each([
  ['It was called off.', 'it was cancelled.'],
  ['You can send it back.', 'you can return it .'],
  ['The money was paid back.', 'the money was refunded.'],
])('%s is said in one verb', (text, plain) => {
  expect(plainClause(text)).toBe(plain);
});

test('words that stand for others tell nothing', () => {
  expect(tellingStems(['somebody', 'picks', 'it', 'yourself', 'anyway'])).toEqual([]);
});
