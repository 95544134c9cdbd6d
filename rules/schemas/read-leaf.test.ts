import { expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import { type ReadRecord, readRecords } from '../judge/read-records.ts';
import { inOrder } from '../judge/reasons.ts';
import { isAbsent, isUnreadable, unreadable } from './fact-values.ts';
import type { Fact } from './facts-schema.ts';
import { parseReference, readLeaf } from './read-leaf.ts';

const order: Fact = {
  type: 'object',
  meaning: 'the order',
  source: { from: 'record', tool: 'get_order', with: {} },
  properties: { status: { type: 'string' }, note: { type: ['string', 'null'] } },
};
const catalogue = new Map([['order', order]]);
const at = (path: string | undefined, value: Json | undefined, fact = 'order') =>
  readLeaf(new Map(value === undefined ? [] : [[fact, value]]), parseReference(fact, path, catalogue));

test.each<[string | undefined, Json, Json]>([
  [undefined, { status: 'open' }, { status: 'open' }],
  ['$.status', { status: 'open' }, 'open'],
  ['$.note', { note: null }, null],
  ['$.exists', { status: 'open' }, true],
  ['$.exists', { exists: false }, false],
  ['$.exists', { exists: true }, true],
])('at %s of %j stands %j', (path, value, found) => {
  expect(at(path, value)).toEqual(found);
});

test.each<[string | undefined, Json | undefined, string, string]>([
  [undefined, undefined, 'fact_missing', 'fact `order` is not known'],
  [undefined, { exists: false }, 'record_absent', '`order` does not exist'],
  ['$.status', { exists: false }, 'record_absent', '`order` does not exist'],
  ['$.exists.deep', { status: 'open' }, 'property_missing', 'there is no `order.exists.deep`'],
  ['$.status', {}, 'property_missing', 'there is no `order.status`'],
  ['$.status', { status: 5 }, 'fact_ill_typed', '`order.status` is integer where string is declared'],
  ['$.status', { status: null }, 'fact_ill_typed', '`order.status` is null where string is declared'],
  [undefined, 'text', 'fact_ill_typed', '`order` is string where object is declared'],
  ['$.status', 'text', 'fact_ill_typed', '`order` has no parts, and a rule reads `$.status`'],
  ['$.status', null, 'fact_ill_typed', '`order` has no parts, and a rule reads `$.status`'],
])('at %s of %j: %s', (path, value, code, why) => {
  expect(at(path, value)).toMatchObject({ code, why });
});

test('why a fact could not be read is said as it is', () => {
  const gone = unreadable('fact_missing', 'gone');
  expect(readLeaf(new Map([['order', gone]]), parseReference('order', '$.status', catalogue))).toBe(gone);
});

test('of an undeclared fact anything is taken', () => {
  expect(at('$.any', { any: 5 }, 'other')).toBe(5);
});

test.each<[unknown, boolean]>([
  [{ exists: false }, true],
  [{ exists: true }, false],
  [{}, false],
  [null, false],
  ['exists', false],
])('%j says that it does not exist: %s', (value, absent) => {
  expect(isAbsent(value)).toBe(absent);
});

const read = (known: { readonly [fact: string]: Json | ReturnType<typeof unreadable> }, each = false) => {
  const asked: unknown[] = [];
  const record: ReadRecord = async (tool, args) => {
    asked.push([tool, args]);
    return `record ${asked.length}`;
  };
  const source = {
    from: 'record' as const,
    tool: 'get',
    with: { id: { fact: 'it', path: '$.id', ...(each ? { each } : {}) }, kind: { fact: 'kind' } },
  };
  const lookup = async (name: string) => known[name] ?? unreadable('fact_missing', `no ${name}`);
  return readRecords(source, lookup, record).then((found) => ({ found, asked }));
};

test('a record is read with what its bindings point at', async () => {
  expect(await read({ it: { id: 'a' }, kind: 'k' })).toEqual({
    found: 'record 1',
    asked: [['get', { id: 'a', kind: 'k' }]],
  });
});

test('one is read for each entry of a list', async () => {
  expect(await read({ it: { id: ['a', 'b'] }, kind: 'k' }, true)).toEqual({
    found: ['record 1', 'record 2'],
    asked: [
      ['get', { id: 'a', kind: 'k' }],
      ['get', { id: 'b', kind: 'k' }],
    ],
  });
});

test.each<[string, { readonly [fact: string]: Json }]>([
  ['null', { it: { id: null }, kind: 'k' }],
  ['a record that does not exist', { it: { exists: false }, kind: 'k' }],
])('what %s points at does not exist, and is not looked for', async (_what, known) => {
  expect(await read(known)).toEqual({ found: { exists: false }, asked: [] });
});

test.each<[string, { readonly [fact: string]: Json }, boolean, string, string]>([
  ['a fact that cannot be read', { kind: 'k' }, false, 'fact_missing', 'no it'],
  ['a part that is not there', { it: {}, kind: 'k' }, false, 'fact_missing', '`it` has no `$.id`'],
  [
    'each of what is no list',
    { it: { id: 'a' }, kind: 'k' },
    true,
    'fact_ill_typed',
    '`id` is bound to each',
  ],
])('a binding to %s is told, and nothing is read', async (_what, known, each, code, why) => {
  const { found, asked } = await read(known, each);
  expect(isUnreadable(found) && found).toMatchObject({ code, why: expect.stringContaining(why) });
  expect(asked).toEqual([]);
});

test('reasons come once, the deciding first, then by strength, then by name', () => {
  const reason = (
    rule: string,
    decision: 'deny' | 'review' | 'confirm' | 'modify' | 'allow',
    code = 'c',
  ) => ({
    origin: 'policy' as const,
    rule,
    decision,
    code,
    tell: 't',
    detail: 'w',
  });
  const given = [
    reason('b', 'allow'),
    reason('c', 'modify'),
    reason('f', 'review'),
    reason('d', 'review'),
    reason('a', 'deny'),
    reason('e', 'confirm'),
    reason('d', 'review'),
  ];
  expect(inOrder(given, 'confirm').map(({ rule }) => rule)).toEqual(['e', 'a', 'd', 'f', 'c', 'b']);
  expect(inOrder([reason('a', 'deny', 'x'), reason('a', 'deny', 'y')], 'deny')).toHaveLength(2);
});
