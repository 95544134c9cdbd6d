import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../core/values/json.ts';
import { isSameAction } from './same-action.ts';

const exchange = (args: JsonObject) => ({ name: 'exchange', arguments: args });

describe('the same action', () => {
  test.each([
    { why: 'items come in another order', one: { ids: ['1', '2'] }, other: { ids: ['2', '1'] }, same: true },
    {
      why: 'pairs come in another order',
      one: { ids: ['1', '2'], new: ['a', 'b'] },
      other: { ids: ['2', '1'], new: ['b', 'a'] },
      same: true,
    },
    {
      why: 'pairs are crossed',
      one: { ids: ['1', '2'], new: ['a', 'b'] },
      other: { ids: ['1', '2'], new: ['b', 'a'] },
      same: false,
    },
    {
      why: 'case differs, and an empty value',
      one: { city: 'Austin' },
      other: { city: 'austin', apt: '' },
      same: true,
    },
    { why: 'a value differs', one: { city: 'Austin' }, other: { city: 'Dallas' }, same: false },
  ])('$same if $why', ({ one, other, same }) => {
    expect(isSameAction(exchange(one), exchange(other))).toBe(same);
  });

  test('another tool does something else', () => {
    expect(isSameAction({ name: 'cancel', arguments: {} }, exchange({}))).toBe(false);
  });
});
