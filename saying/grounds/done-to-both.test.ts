import { expect, test } from 'vitest';
import { namedBoth, timesDone } from './done-to-both.ts';

test.each([
  ['both orders are cancelled', 'orders'],
  ['both of your pending orders', 'orders'],
  ['both items are returned', null],
  ['the order', null],
])('%s names %s', (text, noun) => {
  expect(namedBoth(text.split(' '))).toBe(noun);
});

test('an action on something else is not done to one of both', () => {
  const order = (id: string) => ({ args: JSON.stringify({ order_id: id }) });
  const user = { args: JSON.stringify({ user_id: 'ann' }) };
  expect(timesDone('orders', [order('#1'), user])).toBe(1);
  expect(timesDone('orders', [order('#1'), order('#1')])).toBe(1);
  expect(timesDone('orders', [order('#1'), order('#2')])).toBe(2);
  expect(timesDone('requests', [order('#1'), order('#2')])).toBe(2);
});
