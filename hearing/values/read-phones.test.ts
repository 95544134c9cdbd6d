import { expect, test } from 'vitest';
import { readPhones } from './read-phones.ts';

test.each([
  ['(415) 555-0142.', ['+14155550142']],
  ['my phone is 415.555.0142 and my order 1000001', ['+14155550142']],
  ['+44 20 7946 0958', ['+442079460958']],
  ['ending 1881', []],
  ['#W1000001, 2024-05-20', []],
])('%s: %j', (text, phones) => {
  expect(readPhones(text, { country: 'US', asked: false }).map(({ value }) => value)).toEqual(phones);
});

test('an answer may be a number that no plan knows', () => {
  const read = (asked: boolean) => readPhones('it is +1 555 010 0142', { country: 'US', asked });
  expect(read(false)).toEqual([]);
  expect(read(true)).toEqual([{ value: '+15550100142', span: { from: 6, to: 21 }, text: '+1 555 010 0142' }]);
});
