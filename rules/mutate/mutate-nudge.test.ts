import { expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition } from '../schemas/rules-schema.ts';
import { nudged, nudgeInWords, nudgesFor } from './mutate-nudge.ts';

const fact = (source: Fact['source'], more: Partial<Fact> = {}): Fact => ({
  type: 'object',
  meaning: 'm',
  source,
  ...more,
});
const facts = new Map<string, Fact>([
  ['amount', fact({ from: 'arguments', path: '$.amount' })],
  ['line', fact({ from: 'arguments', path: '$.lines[0]' })],
  ['said', fact({ from: 'session', key: 'word' })],
  [
    'order',
    fact(
      { from: 'record', tool: 'get', with: {} },
      { properties: { status: { type: 'string', enum: ['open', 'shut'] } } },
    ),
  ],
]);
const leaf = (name: string, operator: string, value: unknown, path?: string) =>
  ({ fact: name, operator, value, ...(path === undefined ? {} : { path }) }) as Condition;
const tried = (condition: Condition, known = {}) =>
  nudgesFor(condition, known, facts).map(({ fact: name, path, value }) => [name, path, value]);

test.each<[Condition, readonly Json[]]>([
  [leaf('amount', 'lessThan', 5), [5, 4, 6]],
  [leaf('said', 'equal', 'yes'), ['yes', 'yes (other)']],
  [leaf('said', 'equal', true), [true, false]],
  [leaf('said', 'equal', null), [null]],
  [leaf('order', 'equal', 'open', '$.status'), ['open', 'shut']],
  [leaf('order', 'in', ['open', 'x'], '$.status'), ['open', 'x', 'shut']],
  [leaf('amount', 'in', [5, 9]), [5, 9, 4, 6]],
  [leaf('amount', 'in', []), []],
  [leaf('said', 'contains', 'x'), [['x'], []]],
  [leaf('said', 'doesNotContain', 'x'), [['x'], []]],
  [leaf('amount', 'equal', { fact: 'limit', path: '$.most' }), [10, 9, 11]],
  [leaf('amount', 'equal', { fact: 'limit', path: '$.least' }), []],
  [leaf('amount', 'equal', { fact: 'nobody' }), [null]],
])('around %j stand %j', (condition, values) => {
  expect(nudgesFor(condition, { limit: { most: 10 } }, facts).map(({ value }) => value)).toEqual(values);
});

test('every comparison of a condition is tried', () => {
  const [a, b] = [leaf('said', 'equal', null), leaf('order', 'equal', null, '$.x')];
  const both = [
    ['said', undefined, null],
    ['order', '$.x', null],
  ];
  expect(tried({ all: [a, b] })).toEqual(both);
  expect(tried({ any: [a, { not: b }] })).toEqual(both);
});

const base = {
  topic: 't',
  given: { session: {}, facts: { order: { status: 'open', lines: [1] } } },
  value: {
    name: 'n',
    action: { name: 'pay', arguments: { amount: 1, lines: [{ n: 1 }] } },
    session: { old: 1 },
    facts: { order: { status: 'shut' }, other: 5 },
    history: [],
    approved: false,
    expect: { decision: 'allow' as const, rules: [] },
  },
};
const known = { order: { status: 'open', lines: [1, { n: 1 }] }, limit: { most: 10 }, plain: 5 };
const moved = (name: string, path: string | undefined, value: Json) =>
  nudged(base as never, { fact: name, path, value }, known, facts);

test.each<[string, string | undefined, Json, object]>([
  ['said', undefined, 'no', { session: { old: 1, word: 'no' } }],
  ['amount', undefined, 2, { action: { name: 'pay', arguments: { amount: 2, lines: [{ n: 1 }] } } }],
  ['line', '$.n', 2, { action: { name: 'pay', arguments: { amount: 1, lines: [{ n: 2 }] } } }],
  ['order', '$.exists', false, { facts: { other: 5, order: { exists: false } } }],
  ['order', '$.status', 'x', { facts: { order: { status: 'shut' }, other: 5, 'order.status': 'x' } }],
  ['order', '$.lines[0]', 2, { facts: { other: 5, order: { status: 'open', lines: [2, { n: 1 }] } } }],
  ['order', '$.lines[1].n', 2, { facts: { other: 5, order: { status: 'open', lines: [1, { n: 2 }] } } }],
  ['limit', '$.most', 11, { facts: { order: { status: 'shut' }, other: 5, limit: { most: 11 } } }],
  ['limit', undefined, 7, { facts: { order: { status: 'shut' }, other: 5, limit: 7 } }],
  ['nobody', undefined, 7, { facts: { order: { status: 'shut' }, other: 5, nobody: 7 } }],
])('%s at %s can be %j', (name, path, value, change) => {
  expect(moved(name, path, value)).toEqual({ ...base.value, ...change });
});

test.each<[string, string | undefined, Json]>([
  ['order', '$.exists', true],
  ['order', '$.lines[2]', 5],
  ['order', '$.lines[0].n', 5],
  ['order', '$[0]', 5],
  ['limit', '$[0]', 5],
  ['limit', '$.most.deep', 5],
  ['plain', '$.a', 5],
  ['nobody', '$.a', 5],
  ['line', '$.n.deep', 5],
])('a case cannot say that %s at %s is %j', (name, path, value) => {
  expect(moved(name, path, value)).toBeUndefined();
});

test('a nudge is said in words', () => {
  expect(nudgeInWords({ fact: 'order', path: '$.status', value: 'shut' })).toBe('order.status is "shut"');
});
