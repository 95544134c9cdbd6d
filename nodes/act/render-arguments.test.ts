import { expect, test } from 'vitest';
import { renderArguments } from './render-arguments.ts';

test('arguments are values, lists of values and texts; what has no value is left out', () => {
  const scope = { order: { id: 'W1', items: ['a', 'b'] }, total: 3 };
  expect(
    renderArguments(
      {
        id: '{order.id}',
        sum: '{total}',
        note: 'for {order.id}',
        ids: ['{order.id}'],
        gone: '{nobody}',
        many: 2,
      },
      scope,
    ),
  ).toEqual({ id: 'W1', sum: 3, note: 'for W1', ids: ['W1'], many: 2 });
});
