import { expect, test } from 'vitest';
import { onlyDays } from './only-days.ts';

const time = { now: new Date('2024-05-15T20:00:00Z'), zone: 'America/New_York' };

test.each([
  ['2030-01-01', ['2030-01-01']],
  ["it's May 4th, I think", ['May 4th']],
  ['May 20 and May 27', ['May 20', 'May 27']],
  ['we would like to leave on May 21 instead', []],
  ['no idea', []],
])('%s', (text, days) => {
  expect(onlyDays(text, 'US', time).map(({ from, to }) => text.slice(from, to))).toEqual(days);
});
