import { expect, test } from 'vitest';
import { heard, SHOWN } from '../../test/shown-actions.ts';

test.each([
  "I don't want to keep it",
  "don't keep it",
  'no need to keep it',
  "don't stop",
  "I don't disagree",
])('a refusal that is refused is asked about: %s', (text) => {
  expect(heard(text, SHOWN.cancel)).toBeNull();
});

test.each(['no, keep it', "don't cancel it, keep it", 'no thanks, leave it', 'stop', 'do not do it, stop'])(
  'a plain refusal stays one: %s',
  (text) => {
    expect(heard(text, SHOWN.cancel)).toBe('decline');
  },
);
