import { expect, test } from 'vitest';
import { verbOf, withVerb } from './shared-verb.ts';

test.each([
  ['can you update both my profile address', 'can you update'],
  ['Change the date of my trip', 'Change'],
  ['I need help cancelling my order', 'I need help cancelling'],
  ['where is my order', null],
  ['pay with my card', null],
  ['book a flight for me', null],
])('the verb of %j is %j', (said, verb) => {
  expect(verbOf(said)).toBe(verb);
});

test.each([
  ['the address of my order', 'update the address of my order'],
  ['my order address if needed?', 'update my order address'],
  ['my other package never showed up', null],
  ['the box arrived broken', null],
  ["the card isn't mine", null],
  ['return it', null],
  ['the lamp that I told you about the day before yesterday', null],
])('one more object, %j, is asked for as %j', (said, asked) => {
  expect(withVerb('update', said)).toBe(asked);
  expect(withVerb(null, said)).toBeNull();
});
