import { expect, test } from 'vitest';
import { meaningOf } from '../claims/english-meanings.ts';
import { isOfTheWhole, saysNoMore } from './plain-permission.ts';

const after = (text: string) => ({ can: false, verb: 'moved', before: '', after: text });

test('a part, or one way to do it, is not the whole action', () => {
  expect(
    ['', ' for you', ' with your booking', ' now'].map((text) => isOfTheWhole(after(text))),
  ).not.toContain(false);
  expect([' to another day', ' twice', ' by card'].map((text) => isOfTheWhole(after(text)))).not.toContain(
    true,
  );
});

test.each([
  ['your booking can be moved', true],
  ['your confirmed booking can be moved', true],
  ['your booking can be moved for free', false],
  ['your booking can be moved up to 3 days', false],
  ['your booking can be moved by the porter', false],
])('“%s” says no more: %s', (piece, expected) => {
  const own = new Set(['book', 'move'].map(meaningOf));
  expect(saysNoMore(piece, own, () => new Set([meaningOf('confirm')]))).toBe(expected);
});
