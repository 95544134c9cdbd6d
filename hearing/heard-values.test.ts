import { expect, test } from 'vitest';
import { Slot } from '../core/flow.ts';
import { newFrame } from '../core/flow-memory.ts';
import { goalOf } from '../test/thread-state.ts';
import { heardValues } from './heard-values.ts';

const slots = new Map(
  Object.entries({
    phone: { type: 'id', ask: 'Phone?', pattern: '(\\d{3})-(\\d{4})', as: '{1}{2}' },
    who: { type: 'id', ask: 'Who?', pattern: '(?<first>\\w+) (?<last>\\w+)' },
    account: { type: 'option', ask: 'Which?', from: { list: '{accounts}', value: '{id}', label: '{id}' } },
  }).map(([name, slot]) => [name, Slot.parse(slot)]),
);
const reach = new Map([
  [
    'find',
    {
      slots,
      tools: new Set<string>(),
      judged: new Set<string>(),
      light: false,
      answers: false,
      changes: false,
    },
  ],
]);
const heard = (said: { readonly [slot: string]: never | string | object }, flow = 'find') =>
  heardValues([goalOf('find', { ...newFrame(flow, 'hi'), slots: said as never })], reach);

test('what a pattern made of the words is heard, each part of it too', () => {
  expect(heard({ phone: '5550142' })).toEqual(['5550142']);
  expect(heard({ 'who@0': { first: 'Mia', last: 'Brooks' } })).toEqual(['Mia', 'Brooks']);
});

test('what was chosen from records, and what nothing declares, is not', () => {
  expect(heard({ account: 'a7', stray: 'x' })).toEqual([]);
  expect(heard({ phone: '5550142' }, 'gone')).toEqual([]);
  expect(heardValues([], reach)).toEqual([]);
});
