import { expect, test } from 'vitest';
import { saidOutright } from './said-outright.ts';

test.each([
  ['I ordered it by mistake', 'by mistake', true],
  ['By mistake!', 'by mistake', true],
  ['I do not want it, ordered by mistake', 'by mistake', true],
  ['I do not want it because I ordered it by mistake', 'by mistake', true],
  ['not the lamp but the mug', 'mug', true],
  ['it is not needed', 'not needed', true],
  ['no longer, needed', 'no longer needed', true],
  ['I did not order it by mistake', 'by mistake', false],
  ["I didn't order it by mistake", 'mistake', false],
  ['I didnt order it by mistake', 'mistake', false],
  ['never by mistake', 'by mistake', false],
  ['not the lamp but the mug', 'lamp', false],
  ['mistaken', 'mistake', false],
  ['anything', '', false],
])('%s: says `%s` %s', (text, words, says) => {
  expect(saidOutright(text, words)).toBe(says);
});
