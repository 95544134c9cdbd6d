import { expect, test } from 'vitest';
import { isNearlySame } from './same-passage.ts';

const passage = (text: string, about?: readonly string[]) => ({
  passage_id: text,
  source: 'a.md',
  title: '',
  heading: '',
  text,
  ...(about ? { about } : {}),
});
const LONG =
  'You can send an article back to us within some days of delivery if it is unused, complete and in its original box';

test.each([
  { first: 'Bikes can be parked.', second: 'Bikes can be parked.', same: true },
  { first: `${LONG}.`, second: `${LONG} only`, same: false },
  { first: LONG, second: LONG.replace('original', 'own'), same: true },
  { first: LONG, second: LONG.replace('some days', '30 days'), same: false },
  { first: LONG, second: LONG.replace('can', 'cannot'), same: false },
  { first: LONG, second: `${LONG}, but do not use a courier`, same: false },
  { first: LONG, second: LONG.replace('is', "isn't"), same: false },
  { first: 'We take cards.', second: 'We take cash.', same: false },
])('"$second" says nothing new after "$first": $same', ({ first, second, same }) => {
  expect(isNearlySame(passage(first), passage(second))).toBe(same);
});

test('the same words about something else are something else', () => {
  expect(isNearlySame(passage('Yes.', ['Super Pan']), passage('Yes.', ['Tasty Pot']))).toBe(false);
  expect(isNearlySame(passage('Yes.', ['Super Pan']), passage('Yes.', ['Super Pan']))).toBe(true);
  expect(isNearlySame(passage('Yes.', ['Super Pan']), passage('Yes.'))).toBe(false);
});
