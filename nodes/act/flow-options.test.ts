import { describe, expect, test } from 'vitest';
import { Condition, Slot, When } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import { branches, elements, holds, listOptions, offered, stillOffered } from './flow-options.ts';

const scope = {
  status: 'pending',
  count: 0,
  price: 12.5,
  digits: '12',
  none: null,
  list: [],
  gone: { exists: false },
  map: { a: { id: 1 } },
  same: 'pending',
};

test.each([
  [{ value: '{status}', is: 'pending' }, true],
  [{ value: '{status}', is: '{same}' }, true],
  [{ value: '{status}', isNot: 'pending' }, false],
  [{ value: '{nothing}', isNot: 'pending' }, true],
  [{ value: '{status}', in: ['a', 'pending'] }, true],
  [{ value: '{nothing}', in: ['a'] }, false],
  [{ value: '{count}', is: 0 }, true],
  [{ value: '{count}', is: '0' }, false],
  [{ value: '{price}', atLeast: 12.5 }, true],
  [{ value: '{price}', atLeast: 13 }, false],
  [{ value: '{price}', atMost: 12.5 }, true],
  [{ value: '{count}', atMost: -1 }, false],
  [{ value: '{digits}', atLeast: 1 }, false],
  [{ value: '{digits}', atMost: 99 }, false],
  [{ value: '{none}', atMost: 99 }, false],
  [{ value: '{nothing}', atMost: 99 }, false],
  [{ value: '{count}', empty: false }, true],
  [{ value: '{none}', empty: true }, true],
  [{ value: '{nothing}', empty: true }, true],
  [{ value: '{list}', empty: true }, true],
  [{ value: '{gone}', empty: true }, true],
  [{ value: '{map}', empty: false }, true],
])('%j holds: %s', (condition, expected) => {
  expect(holds(Condition.parse(condition), scope)).toBe(expected);
});

const pending = { value: '{status}', is: 'pending' };
const dear = { value: '{price}', atLeast: 100 };

test.each([
  [pending, true],
  [{ all: [pending, { value: '{price}', atMost: 100 }] }, true],
  [{ all: [pending, dear] }, false],
  [{ any: [dear, pending] }, true],
  [{ any: [dear, { value: '{list}', empty: false }] }, false],
])('a branch on %j is taken: %s', (when, expected) => {
  expect(branches(When.parse(when), scope)).toBe(expected);
});

describe('listOptions', () => {
  const from = (declared: object) =>
    Slot.parse({
      type: 'option',
      ask: '?',
      from: { list: '{map}', value: '{id}', label: 'No. {id}', ...declared },
    }).from;
  test('offers the elements of a map, those for which the condition holds', () => {
    const slot = from({});
    expect(slot && listOptions(slot, scope)).toEqual([{ label: 'No. 1', value: 1, element: { id: 1 } }]);
  });
  test('offers nothing of a record that does not exist', () => {
    const slot = from({ list: '{gone}' });
    expect(slot && listOptions(slot, scope)).toEqual([]);
  });
});

test('elements are those of a list or map, and none of anything else', () => {
  expect(elements([1, 2])).toEqual([1, 2]);
  expect(elements({ a: 1 })).toEqual([1]);
  for (const nothing of [undefined, null, 'text', 5, { exists: false }])
    expect(elements(nothing)).toEqual([]);
});

test('a choice is offered as long as each of its elements is, whatever the order of their keys', () => {
  const options = [{ label: 'x', value: 1, element: { a: 1, b: 2 } }];
  expect(stillOffered({ b: 2, a: 1 }, options)).toBe(true);
  expect(stillOffered([{ a: 1, b: 2 }], options)).toBe(true);
  expect(stillOffered([{ a: 1, b: 2 }, { a: 3 }], options)).toBe(false);
  expect(stillOffered({ a: 1, b: 3 }, options)).toBe(false);
});

test('an option with which the action was denied is not offered again', () => {
  const [one, other] = [
    { label: 'Card', value: 'c', element: { id: 'c' } },
    { label: 'Gift card', value: 'g', element: { id: 'g' } },
  ];
  const frame = { ...newFrame('pay', ''), refused: { method: [{ id: 'c' }] } };
  expect(offered([one, other], frame, 'method')).toEqual([other]);
  expect(offered([one, other], frame, 'other_method')).toEqual([one, other]);
});
