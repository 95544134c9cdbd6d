import { expect, test } from 'vitest';
import { once } from './once.ts';

test('is called when it is first asked for, and never again', () => {
  let calls = 0;
  const read = once(() => ++calls);
  expect(calls).toBe(0);
  expect([read(), read()]).toEqual([1, 1]);
});
