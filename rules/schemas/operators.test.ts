import { expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import { incomparable, OPERATOR_NAMES, OPERATORS } from './operators.ts';

function compared(name: string, fact: Json, value: Json): boolean | string {
  const operator = OPERATORS.get(name);
  if (operator === undefined) throw new Error(`no operator ${name}`);
  return incomparable(operator, fact, value) ?? operator.holds(fact, value);
}

test('every name that a rule may use compares something', () => {
  expect([...OPERATORS.keys()]).toEqual([...OPERATOR_NAMES]);
});

test.each<[string, Json, Json, boolean | string]>([
  ['equal', 'a', 'a', true],
  ['equal', 'a', 'b', false],
  ['equal', null, 'a', false],
  ['equal', 'a', null, false],
  ['equal', 1, 'a', 'number cannot be compared with string'],
  ['equal', 1.5, 'a', 'number cannot be compared with string'],
  ['equal', true, 1, 'boolean cannot be compared with number'],
  ['equal', ['a'], 'a', 'array cannot be compared with string'],
  ['equal', 'a', { b: 1 }, 'string cannot be compared with object'],
  ['equal', {}, null, 'object cannot be compared with null'],
  ['notEqual', 'a', 'b', true],
  ['notEqual', 'a', 'a', false],
  ['notEqual', 'a', 1, 'string cannot be compared with number'],
  ['in', 'a', ['a', 'b'], true],
  ['in', 'c', ['a', 'b'], false],
  ['in', null, ['a'], false],
  ['in', 'a', [], false],
  ['in', 'a', 'abc', 'string is not a list'],
  ['in', ['a'], ['a'], 'array cannot be looked for in a list'],
  ['in', 'a', ['a', 1], 'string cannot be compared with number'],
  ['in', 'a', ['a', {}], 'string cannot be compared with object'],
  ['notIn', 'a', ['a'], false],
  ['notIn', 'c', ['a'], true],
  ['notIn', 1, ['a'], 'number cannot be compared with string'],
  ['contains', ['a', 'b'], 'b', true],
  ['contains', ['a'], 'b', false],
  ['contains', 'abc', 'b', 'string is not a list'],
  ['contains', ['a'], ['a'], 'array cannot be looked for in a list'],
  ['contains', [1], 'a', 'string cannot be compared with number'],
  ['doesNotContain', ['a'], 'a', false],
  ['doesNotContain', ['a'], 'b', true],
  ['doesNotContain', [], 'b', true],
  ['doesNotContain', null, 'b', 'null is not a list'],
  ['lessThan', 1, 2, true],
  ['lessThan', 2, 2, false],
  ['lessThan', 3, 2, false],
  ['lessThanInclusive', 2, 2, true],
  ['lessThanInclusive', 3, 2, false],
  ['greaterThan', 2, 2, false],
  ['greaterThan', 3, 2, true],
  ['greaterThanInclusive', 2, 2, true],
  ['greaterThanInclusive', 1, 2, false],
  ['lessThan', '1', 2, 'string cannot be compared with number'],
  ['lessThanInclusive', '1', 2, 'string cannot be compared with number'],
  ['greaterThanInclusive', '3', 2, 'string cannot be compared with number'],
  ['greaterThan', 1, '2', 'number cannot be compared with string'],
  ['greaterThan', null, 2, 'null cannot be compared with number'],
])('%s of %j and %j is %j', (name, fact, value, outcome) => {
  expect(compared(name, fact, value)).toBe(outcome);
});
