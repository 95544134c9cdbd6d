import { expect, test } from 'vitest';
import { Slot } from '../core/flow.ts';
import { listOptions } from '../nodes/act/flow-options.ts';

test('labels an element by the first label whose paths are all there, else by the last', () => {
  const label = ['{name} {last}', '{name}', 'No. {id}'];
  const { from } = Slot.parse({ type: 'option', ask: '?', from: { list: '{map}', value: '{id}', label } });
  const map = { a: { id: 1, name: 'x', last: 'y' }, b: { id: 2, name: 'x' }, c: { id: 3 } };
  expect(from && listOptions(from, { map }).map(({ label: shown }) => shown)).toEqual(['x y', 'x', 'No. 3']);
});
