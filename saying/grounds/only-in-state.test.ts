import { expect, test } from 'vitest';
import { askedState, isInAnotherState } from './only-in-state.ts';

const asked = [
  'only a booking that is still confirmed can be changed',
  'only confirmed bookings can be changed',
].map(askedState);

test('a rule asks for a state before a thing, or behind it', () => {
  expect(asked[0]).toEqual(asked[1]);
  expect(asked[0]).not.toBeNull();
  expect(askedState('only you can change a booking')).toBeNull();
  expect(askedState('a confirmed booking can be changed')).toBeNull();
});

test.each([
  ['a cancelled booking can be changed', true],
  ['bookings that were cancelled can be changed', true],
  ['a confirmed booking can be changed', false],
  ['the booking can be changed', false],
  ['a cancelled journey can be changed', false],
])('%s', (plain, is) => {
  expect(
    isInAnotherState(
      plain,
      asked.flatMap((state) => state ?? []),
    ),
  ).toBe(is);
});
