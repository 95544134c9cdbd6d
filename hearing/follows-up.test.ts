import { expect, test } from 'vitest';
import { followsUp } from './follows-up.ts';

test.each([
  ['and where does the money go?', true],
  ['And how much does that cost', true],
  ['what about Alaska?', true],
  ['how long do refunds take?', false],
  ['and the lamp', false],
  ['and cancel #W1000001', false],
])('"%s" depends on the question before: %s', (text, follows) => {
  expect(followsUp(text)).toBe(follows);
});
