import { expect, test } from 'vitest';
import { withUndoing } from './undoing.ts';

test.each([
  ['please uncancel my order', 'please undo cancel my order'],
  ['can you un-return the lamp?', 'can you undo return the lamp?'],
  ['Uncancel it', 'undo cancel it'],
])('%j is read as %j', (text, read) => {
  expect(withUndoing(text)).toBe(read);
});

test.each([
  'undo it',
  'unlock my account',
  'unblock my card',
  'unfreeze it',
  'it is unused',
  'until May',
  'unable',
])('%j is read as it is', (text) => {
  expect(withUndoing(text)).toBe(text);
});
