import { expect, test } from 'vitest';
import { z } from 'zod';
import { cycleThrough, inOrderOfNeed } from '../schemas/fact-order.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Shape } from '../schemas/shape.ts';
import { checkReference } from './check-reference.ts';
import { fits, mismatch, type Right } from './check-types.ts';
import { toolShape } from './tool-shape.ts';

const text: Shape = { type: 'string' };
const number: Shape = { type: 'number' };
const list: Shape = { type: 'array' };

test.each<[string, Shape, Right, string | undefined]>([
  ['equal', text, { constant: 'a' }, undefined],
  ['equal', text, { constant: 5 }, 'string can never be number'],
  ['equal', { type: ['string', 'null'] }, { constant: 5 }, 'string or null can never be number'],
  ['equal', number, { shape: { type: ['string', 'null'] } }, 'number can never be string or null'],
  ['equal', { type: 'integer' }, { constant: 1.5 }, undefined],
  ['equal', {}, { constant: 5 }, undefined],
  ['equal', text, { shape: {} }, undefined],
  ['equal', list, { constant: 'a' }, '`equal` compares single values, and this is array'],
  ['equal', { type: ['array', 'object'] }, { constant: 'a' }, 'single values, and this is array or object'],
  ['equal', { type: ['array', 'string'] }, { constant: 'a' }, undefined],
  ['equal', text, { constant: ['a'] }, '`equal` compares single values, and this is array'],
  ['equal', text, { constant: undefined as never }, undefined],
  ['equal', { ...text, enum: ['a', 'b'] }, { constant: 'a' }, undefined],
  [
    'equal',
    { ...text, enum: ['open', 'shut'] },
    { constant: 'opem' },
    '`opem` is none of the values declared',
  ],
  ['equal', { ...text, enum: ['a'] }, { shape: text }, undefined],
  ['lessThan', number, { constant: 5 }, undefined],
  ['lessThan', { type: ['number', 'null'] }, { constant: 5 }, undefined],
  ['lessThan', text, { constant: 5 }, '`lessThan` compares numbers, and this is string'],
  ['lessThan', number, { constant: '5' }, '`lessThan` compares numbers, and this is string'],
  ['in', text, { constant: ['a', 'b'] }, undefined],
  ['in', text, { constant: ['a', 5] }, 'string can never be number'],
  ['in', text, { constant: 'a' }, '`in` looks into a list, and this is string'],
  ['in', text, { shape: { type: ['string', 'null'] } }, '`in` looks into a list, and this is string or null'],
  ['in', text, { shape: list }, undefined],
  ['in', list, { constant: ['a'] }, '`in` looks for a single value, and this is array'],
  ['in', { type: ['array', 'object'] }, { constant: ['a'] }, 'a single value, and this is array or object'],
  ['in', { type: ['array', 'string'] }, { constant: ['a'] }, undefined],
  ['in', {}, { shape: list }, undefined],
  ['contains', list, { constant: 'a' }, undefined],
  ['contains', text, { constant: 'a' }, '`contains` looks into a list, and this is string'],
  ['contains', { ...list, items: text }, { constant: 5 }, 'string can never be number'],
  ['contains', list, { constant: {} }, '`contains` looks for a single value, and this is object'],
  ['contains', {}, { constant: 'a' }, undefined],
  ['about', text, { constant: 5 }, undefined],
])('%s of %j and %j: %s', (operator, left, right, says) => {
  const message = mismatch(operator, left, right)?.message;
  if (says === undefined) expect(message).toBeUndefined();
  else expect(message).toContain(says);
});

test('the declared value that was meant is guessed', () => {
  expect(fits({ ...text, enum: ['open', 'shut'] }, { constant: 'opem' })?.help).toBe('did you mean `open`?');
});

const fact = (source: Fact['source'], more: Partial<Fact> = {}): Fact => ({
  type: 'object',
  meaning: 'm',
  source,
  ...more,
});
const record = (...needs: string[]): Fact =>
  fact(
    {
      from: 'record',
      tool: 'get',
      with: Object.fromEntries(needs.map((need, index) => [`a${index}`, { fact: need }])),
    },
    { properties: { status: text, owner: { type: 'object', properties: { name: text } } } },
  );
const given = fact({ from: 'session', key: 'k' });
const counted = (sum?: object) =>
  fact({ from: 'window', tools: ['pay'], hours: 1, ...(sum ? { sum } : {}) } as never);

test.each<[string, string | undefined, object]>([
  ['order', '$.status', { shape: text }],
  ['order', '$.exists', { shape: { type: 'boolean' } }],
  ['worked', '$.exists', { shape: { type: 'boolean' } }],
  ['worked', '$.any', { shape: {} }],
  [
    'order',
    '$.staus',
    { problem: { code: 'POLICY_UNKNOWN_PATH', path: ['at', 'path'], help: 'did you mean `status`?' } },
  ],
  ['order', '$.owner.nam', { problem: { code: 'POLICY_UNKNOWN_PATH', help: 'did you mean `name`?' } }],
  ['order', '$.statu.length', { problem: { help: 'did you mean `status`?' } }],
  [
    'order',
    '$.status.lengt',
    { problem: { message: '`order` is not declared to have `$.status.lengt`', help: undefined } },
  ],
  ['given', '$.exists', { problem: { code: 'POLICY_UNKNOWN_PATH' } }],
  [
    'ordre',
    undefined,
    { problem: { code: 'POLICY_UNKNOWN_FACT', path: ['at', 'fact'], help: 'did you mean `order`?' } },
  ],
])('at %s %s stands %j', (name, path, found) => {
  const facts = new Map<string, Fact>([
    ['order', record()],
    ['worked', fact({ from: 'computed' })],
    ['given', { ...given, properties: {} }],
  ]);
  expect(checkReference({ fact: name, path }, ['at'], facts)).toMatchObject(found);
});

const catalogue = (facts: { readonly [name: string]: Fact }, computed = {}) => ({
  facts: new Map(Object.entries(facts)),
  computed,
});
const compute = () => 1;

test.each([
  [
    'what a record is found by',
    { a: record('b', 'c'), b: record('d'), c: given, d: given },
    {},
    ['d', 'b', 'c', 'a'],
  ],
  ['what is summed', { a: counted({ fact: 'b' }), b: given }, {}, ['b', 'a']],
  ['nothing for a count', { a: counted() }, {}, ['a']],
  ['nothing for a sum of arguments', { a: counted({ path: '$.b' }) }, {}, ['a']],
  [
    'what code needs',
    { a: fact({ from: 'computed' }), b: given },
    { a: { needs: ['b'], compute } },
    ['b', 'a'],
  ],
  ['nothing where no code is', { a: fact({ from: 'computed' }) }, {}, ['a']],
  [
    'nothing for code of what is not computed',
    { a: given, b: given },
    { a: { needs: ['b'], compute } },
    ['a'],
  ],
])('a fact comes after %s', (_what, facts, computed, order) => {
  expect(inOrderOfNeed(['a'], catalogue(facts as never, computed))).toEqual(order);
  expect(cycleThrough('a', catalogue(facts as never, computed))).toBeUndefined();
});

test.each([
  ['itself', { a: record('a') }, ['a', 'a']],
  ['another', { a: record('b'), b: record('c'), c: record('a') }, ['a', 'b', 'c', 'a']],
  ['a second need', { a: record('x', 'b'), b: record('a'), x: record('y'), y: given }, ['a', 'b', 'a']],
  ['a ring it is not in', { a: record('b'), b: record('c'), c: record('b') }, undefined],
])('the way back through %s', (_what, facts, way) => {
  expect(cycleThrough('a', catalogue(facts as never))).toEqual(way);
  expect(inOrderOfNeed(['a'], catalogue(facts as never)).toSorted()).toEqual(Object.keys(facts).toSorted());
});

test('the arguments of a tool are those of its schema; what is not understood stays open', () => {
  const input = z.object({
    id: z.string(),
    kind: z.enum(['a', 'b']),
    only: z.literal('x'),
    lines: z.array(z.object({ n: z.int() })).optional(),
    either: z.union([z.string(), z.number()]),
  });
  expect(toolShape({ name: 't', effects: true, input })).toEqual({
    effects: true,
    required: ['id', 'kind', 'only', 'either'],
    shape: {
      type: 'object',
      properties: {
        id: { type: 'string' },
        kind: { type: 'string', enum: ['a', 'b'] },
        only: { type: 'string', enum: ['x'] },
        lines: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
        either: {},
      },
    },
  });
  expect(toolShape({ name: 't', effects: false, input: z.object({}) })).toEqual({
    effects: false,
    required: [],
    shape: { type: 'object', properties: {} },
  });
});
