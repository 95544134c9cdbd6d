import { expect, test } from 'vitest';
import type { Json } from './json.ts';
import { jsonSize, RESULT_LIMIT, resultProblem } from './size-limits.ts';

test.each([
  [undefined, 0],
  [null, 4],
  ['a', 3],
  [{ a: [1, 2] }, 11],
])('%j has %i characters', (value, size) => {
  expect(jsonSize(value)).toBe(size);
});

test('a result is kept up to its limit', () => {
  expect(resultProblem('a'.repeat(RESULT_LIMIT - 2))).toBeUndefined();
  expect(resultProblem('a'.repeat(RESULT_LIMIT - 1))).toBe(
    'its result has 100001 characters as JSON, and 100000 at most are read',
  );
});

test('what JSON cannot hold is no result', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(resultProblem(circle as Json)).toBe('its result is not JSON, or far too large');
  expect(resultProblem(5n as unknown as Json)).toBe('its result is not JSON, or far too large');
});
