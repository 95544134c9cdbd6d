import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { LeafCondition } from '../schemas/rules-schema.ts';
import type { Shape } from '../schemas/shape.ts';
import { readingOf } from './analyse-reading.ts';
import { valuesToTry } from './analyse-values.ts';

const fact = (type: Fact['type'], source: Fact['source'], more: Partial<Fact> = {}): Fact => ({
  type,
  meaning: 'm',
  source,
  ...more,
});
const facts = new Map<string, Fact>([
  ['amount', fact('number', { from: 'arguments', path: '$.amount' })],
  ['limit', fact('number', { from: 'session', key: 'limit' })],
  ['worked', fact('number', { from: 'computed' })],
  ['runs', fact('integer', { from: 'history', tool: 'pay' })],
  ['tags', fact('array', { from: 'session', key: 'tags' })],
  [
    'order',
    fact(
      'object',
      { from: 'record', tool: 'get', with: {} },
      { properties: { status: { type: 'string' }, tags: { type: 'array' } } },
    ),
  ],
]);
const leaf = (name: string, operator: string, value: unknown, path?: string) =>
  ({ fact: name, operator, value, ...(path === undefined ? {} : { path }) }) as LeafCondition;

test.each<[LeafCondition, object]>([
  [
    leaf('amount', 'lessThan', 5),
    {
      variable: 'amount ',
      says: 'amount',
      values: { shape: { type: 'number' }, constants: [5] },
      mayBeMissing: false,
      needs: ['amount $.exists'],
    },
  ],
  [
    leaf('runs', 'equal', 2),
    { variable: 'runs ', values: { shape: { type: 'integer' }, atLeast: 0, constants: [2] } },
  ],
  [
    leaf('order', 'in', ['open', 'shut'], '$.status'),
    {
      variable: 'order $.status',
      says: 'order.status',
      values: { shape: { type: 'string' }, constants: ['open', 'shut'] },
      mayBeMissing: true,
      needs: ['order $.exists'],
    },
  ],
  [
    leaf('order', 'equal', true, '$.exists'),
    {
      variable: 'order $.exists',
      says: 'order.exists',
      values: { shape: { type: 'boolean' }, constants: [true] },
      mayBeMissing: false,
      needs: [],
    },
  ],
  [leaf('order', 'equal', 1), { mayBeMissing: true }],
  [leaf('worked', 'equal', 1), { mayBeMissing: true }],
  [leaf('unheard', 'equal', 1), { mayBeMissing: false, values: { shape: {}, constants: [1] } }],
  [
    leaf('order', 'contains', 'vip', '$.tags'),
    { variable: 'order $.tags has "vip"', says: 'order.tags', values: [true, false], mayBeMissing: true },
  ],
  [
    leaf('amount', 'lessThan', { fact: 'limit' }),
    {
      variable: 'amount  beside limit ',
      says: 'amount` and `limit',
      values: [-1, 0, 1],
      mayBeMissing: false,
      needs: ['amount $.exists', 'limit $.exists'],
    },
  ],
  [leaf('limit', 'greaterThan', { fact: 'amount' }), { variable: 'amount  beside limit ' }],
  [
    leaf('amount', 'equal', { fact: 'amount' }),
    { variable: 'amount  beside amount ', values: [0], mayBeMissing: false },
  ],
  [leaf('amount', 'equal', { fact: 'worked' }), { mayBeMissing: true }],
  [leaf('worked', 'equal', { fact: 'amount' }), { mayBeMissing: true }],
  [
    leaf('amount', 'in', { fact: 'tags' }),
    { variable: 'amount  is in tags ', says: 'amount` and `tags', values: [true, false] },
  ],
  [
    leaf('tags', 'doesNotContain', { fact: 'amount' }),
    { variable: 'amount  is in tags ', values: [true, false] },
  ],
])('%j depends on', (condition, reading) => {
  expect(readingOf(condition, facts)).toMatchObject(reading);
});

test.each<[LeafCondition, readonly (readonly [Json, boolean | undefined])[]]>([
  [
    leaf('amount', 'lessThan', 5),
    [
      [4, true],
      [5, false],
      ['4', undefined],
    ],
  ],
  [leaf('amount', 'about' as 'equal', 5), [[5, undefined]]],
  [
    leaf('tags', 'contains', 'x'),
    [
      [true, true],
      [false, false],
    ],
  ],
  [
    leaf('tags', 'doesNotContain', 'x'),
    [
      [true, false],
      [false, true],
    ],
  ],
  [
    leaf('amount', 'in', { fact: 'tags' }),
    [
      [true, true],
      [false, false],
    ],
  ],
  [
    leaf('amount', 'notIn', { fact: 'tags' }),
    [
      [true, false],
      [false, true],
    ],
  ],
  [
    leaf('amount', 'lessThan', { fact: 'limit' }),
    [
      [-1, true],
      [0, false],
      [1, false],
    ],
  ],
  [
    leaf('limit', 'lessThan', { fact: 'amount' }),
    [
      [-1, false],
      [0, false],
      [1, true],
    ],
  ],
  [leaf('amount', 'lessThanInclusive', { fact: 'amount' }), [[0, true]]],
])('%j holds for', (condition, outcomes) => {
  const { holds } = readingOf(condition, facts);
  expect(outcomes.map(([value]) => [value, holds(value)])).toEqual(outcomes);
});

describe('values that comparisons can tell apart', () => {
  test.each<[Shape, readonly Json[], readonly Json[], number?]>([
    [{ type: 'number' }, [5], [0, 5, 10]],
    [{ type: 'number' }, [10, 5], [0, 5, 7.5, 10, 20]],
    [{ type: 'number' }, [0.5], [-1, 0.5, 2]],
    [{ type: 'number' }, [-5], [-10, -5, 0]],
    [{ type: 'number' }, [], [-1, 1]],
    [{ type: 'integer' }, [5, 10], [0, 5, 6, 10, 20]],
    [{ type: 'integer' }, [5, 6], [0, 5, 6, 12]],
    [{ type: 'integer' }, [5.5, 8], [0, 6, 8, 16]],
    [{ type: 'integer' }, [1, 1.5], [0, 1, 3]],
    [{ type: 'integer' }, [3], [0, 1, 3, 6], 0],
    [{ type: 'integer' }, [0], [0, 1], 0],
    [{ type: 'string' }, ['a', 'b', 'a'], ['a', 'b', 'other than a and b and a']],
    [{ type: 'string' }, [5], ['other than ']],
    [{ type: 'boolean' }, [true], [true, false]],
    [{ type: ['string', 'null'] }, ['a'], ['a', 'other than a', null]],
    [{ type: 'object' }, ['a'], []],
    [{}, ['a', 1], [0, 1, 2, 'a', 'other than a', true, false, null]],
  ])('of %j with %j are %j', (shape, constants, tried, atLeast) => {
    expect(valuesToTry({ shape, constants, ...(atLeast === undefined ? {} : { atLeast }) })).toEqual(tried);
  });
});
