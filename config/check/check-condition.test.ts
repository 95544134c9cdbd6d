import { expect, test } from 'vitest';
import { z } from 'zod';
import { When } from '../../core/flow.ts';
import { money } from '../../core/values/money.ts';
import { checkWhen } from './check-condition.ts';

const names = new Map([
  ['order', [z.object({ status: z.string(), total: money('USD', 'cents'), anything: z.any() })]],
]);
const problems = (when: unknown) =>
  checkWhen(When.parse(when), ['when'], names).map(
    ({ path, message, help }) => `${path.join('.')}: ${[message, help].filter(Boolean).join('; ')}`,
  );

test.each([
  [{ value: '{order.total}', atLeast: 5000 }, []],
  [{ value: '{order.anything}', atMost: 3 }, []],
  [
    { value: '{order.status}', atLeast: 5 },
    [
      'when.value: `atLeast` takes a number, and this is text; a slot of `type: number`, `integer` or `money` gives a number',
    ],
  ],
  [
    {
      any: [
        { value: '{order.total}', atMost: 1 },
        { value: '{order.staus}', is: 'x' },
      ],
    },
    ['when.any.1.value: `order` has no `staus` in `{order.staus}`; did you mean `status`?'],
  ],
  [
    {
      all: [
        { value: '{order.status}', atMost: 1 },
        { value: '{ordr.total}', atLeast: 1 },
      ],
    },
    [
      'when.all.0.value: `atMost` takes a number, and this is text; a slot of `type: number`, `integer` or `money` gives a number',
      'when.all.1.value: unknown name `ordr` in `{ordr.total}`; did you mean `order`?',
    ],
  ],
])('%j', (when, expected) => {
  expect(problems(when)).toEqual(expected);
});
