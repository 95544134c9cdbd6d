import { expect, test } from 'vitest';
import { PLAIN_PATH, pathSteps, valueAt } from './path.ts';
import { isOfType, mismatch, type Shape, shapeAlong, type TypeName, typeOf } from './shape.ts';

test.each<[unknown, TypeName | undefined]>([
  [null, 'null'],
  [[], 'array'],
  [{}, 'object'],
  ['', 'string'],
  [false, 'boolean'],
  [1, 'integer'],
  [1.5, 'number'],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [undefined, undefined],
  [() => 1, undefined],
])('%s is %s', (value, type) => {
  expect(typeOf(value)).toBe(type);
});

test.each<[TypeName, readonly TypeName[], boolean]>([
  ['integer', ['number'], true],
  ['integer', ['integer'], true],
  ['number', ['integer'], false],
  ['string', ['number', 'string'], true],
  ['string', ['number'], false],
])('%s is one of %j: %s', (actual, declared, is) => {
  expect(isOfType(actual, declared)).toBe(is);
});

test.each<[unknown, Shape, string | undefined]>([
  ['a', { type: 'string' }, undefined],
  ['a', {}, undefined],
  [5, { type: ['string', 'null'] }, 'is integer where string or null is declared'],
  [undefined, {}, 'is not a JSON value'],
])('of %j as %j is said %j', (value, shape, says) => {
  expect(mismatch(value, shape)).toBe(says);
});

const text: Shape = { type: 'string' };
const order: Shape = {
  type: 'object',
  properties: { status: text, lines: { type: 'array', items: { type: 'object', properties: { id: text } } } },
};
test.each<[Shape, string | undefined, Shape | 'unknown' | undefined]>([
  [order, undefined, order],
  [order, '$.status', text],
  [order, '$.staus', 'unknown'],
  [order, '$.constructor', 'unknown'],
  [order, '$.staus.deep', 'unknown'],
  [order, '$.status.length', 'unknown'],
  [order, '$[0]', 'unknown'],
  [order, '$.lines[3].id', text],
  [order, '$.lines.id', 'unknown'],
  [{ type: ['object', 'null'], properties: { a: text } }, '$.a', text],
  [{ type: 'object' }, '$.a', undefined],
  [{}, '$.a', undefined],
  [{}, '$[0]', undefined],
  [{ type: 'object', additionalProperties: text }, '$.a', text],
  [{ properties: { b: order }, additionalProperties: text }, '$.a', text],
])('along %j, %s: %j', (shape, path, found) => {
  expect(shapeAlong(shape, pathSteps(path))).toEqual(found);
});

test.each([
  ['$.a', true],
  ['$.a_b-c[0].d', true],
  ['$[12]', true],
  ['$', false],
  ['a.b', false],
  ['$.a.', false],
  ['$.a[x]', false],
  ['$.a[]', false],
  ['$..a', false],
  ['$.1a', false],
  ['$.*', false],
  ['$.a[?(@.b)]', false],
  ['x$.a', false],
])('%s is a plain path: %s', (path, plain) => {
  expect(PLAIN_PATH.test(path)).toBe(plain);
});

test.each([
  ['$.items[10].price-net', ['items', 10, 'price-net']],
  ['$.line1[0]', ['line1', 0]],
  ['$._a', ['_a']],
  [undefined, []],
])('the steps of %s', (path, steps) => {
  expect(pathSteps(path)).toEqual(steps);
});

test.each([
  [{ a: [{ b: 1 }] }, ['a', 0, 'b'], 1],
  [{ a: [] }, ['a', 0], undefined],
  [{ a: [] }, ['a', 'length'], undefined],
  [{ a: 'text' }, ['a', 'length'], undefined],
  [{ a: null }, ['a'], null],
  [{ a: null }, ['a', 'b'], undefined],
  [{}, ['a', 'b', 'c'], undefined],
  [{}, ['constructor'], undefined],
  [{ 0: 'x' }, [0], 'x'],
  [5, [], 5],
])('in %j at %j: %j', (value, steps, found) => {
  expect(valueAt(value, steps)).toEqual(found);
});
