import { expect, test } from 'vitest';
import { namedThings, untouchedThing } from './deed-objects.ts';

const THINGS = namedThings([
  {
    code: 'KITE77',
    lines: [
      { name: 'Red Kite', line_id: 'l-100' },
      { name: 'Camping Stoves', line_id: 'l-200' },
    ],
  },
]);
const SENT_BACK = [{ args: '{"lines":["l-100"]}' }];
const untouched = (claim: string, done = SENT_BACK) => untouchedThing(claim.split(' '), done, THINGS);

test('an action is done to the things of its arguments alone', () => {
  expect(untouched('i have sent back the kite')).toBeNull();
  expect(untouched('i have sent back the stove')).toBe('stove');
  expect(untouched('both the kite and the stove are sent back')).toBe('stove');
});

test('an action without the id of a thing says nothing of things', () => {
  expect(untouched('i have sent back the stove', [{ args: '{"code":"KITE77"}' }])).toBeNull();
});
