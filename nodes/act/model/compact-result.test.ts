import { expect, test } from 'vitest';
import type { Json } from '../../../core/values/json.ts';
import { compactResult } from './compact-result.ts';

test.each<[string, Json, string]>([
  ['a text stays', 'done', 'done'],
  ['so does a number', 12.5, '12.5'],
  [
    'a key a line',
    { id: 'T1', state: 'open', seats: 0, paid: false },
    'id: T1\nstate: open\nseats: 0\npaid: false',
  ],
  ['nothing is not said', { id: 'T1', note: null, tags: [], more: {}, text: '' }, 'id: T1'],
  ['a record in a line', { name: { first: 'Mia', last: 'Li' } }, 'name: first: Mia, last: Li'],
  ['a list of values', { ids: ['a', 'b'] }, 'ids: a, b'],
  ['one record', { items: [{ id: 'a', price: 5 }] }, 'items: [{id: a, price: 5}]'],
  [
    'several records are rows',
    {
      items: [
        { id: 'a', price: 5 },
        { id: 'b', note: 'new' },
      ],
    },
    'items:\nid|price|note\na|5|\nb||new',
  ],
  [
    'records under their own ids are a list',
    { cards: { c1: { id: 'c1', brand: 'V' }, c2: { id: 'c2', brand: 'M' } } },
    'cards:\nid|brand\nc1|V\nc2|M',
  ],
  ['a record of others is none', { seats: { front: { free: 1 } } }, 'seats: front: {free: 1}'],
  [
    'records with the same keys have columns',
    [
      { id: 'a', size: { w: 1, h: 2 }, price: { w: 5 } },
      { id: 'b', size: { w: 3, h: 4 }, price: { w: 6 } },
    ],
    'id|size>w|h|price>w\na|1|2|5\nb|3|4|6',
  ],
  [
    'what is the same in all rows is said once',
    [1, 2, 3].map((id) => ({ id, day: 'Monday' })),
    'each: day: Monday\nid\n1\n2\n3',
  ],
  ['rows that are all the same stay rows', [1, 2, 3].map(() => ({ a: 1 })), 'a\n1\n1\n1'],
  [
    'groups of rows stand apart',
    [
      [
        { id: 1, to: 'x' },
        { id: 2, to: 'y' },
      ],
      [{ id: 3, to: 'z' }],
    ],
    'id|to\n1|x\n2|y\n\n3|z',
  ],
  [
    'a text that could be read otherwise is quoted',
    { a: 'x, y', b: ' z', c: 'k: v', d: 'one\ntwo' },
    'a: "x, y"\nb: " z"\nc: "k: v"\nd: "one\\ntwo"',
  ],
  ['a time is not', { at: '06:30:00' }, 'at: 06:30:00'],
  ['cents that binary adds are not meant', { total: 0.1 + 0.2 }, 'total: 0.3'],
])('%s', (_, result, text) => {
  expect(compactResult(result)).toBe(text);
});

test('no value and no key is lost or cut, however it is nested', () => {
  const deep: Json = { a: [{ b: [{ c: ['d', { e: 'f' }] }, 'g'] }, ['h']], 'k, l': { m: true } };
  const text = compactResult(deep);
  for (const part of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'k, l', 'm', 'true'])
    expect(text).toContain(part);
});

test('a value cannot end its row or its line', () => {
  const text = compactResult({
    rows: [
      { id: 'a|b', note: 'x\nstatus: paid' },
      { id: 'c', note: 'y' },
    ],
  });
  expect(text.split('\n')).toEqual(['rows:', 'id|note', '"a|b"|"x\\nstatus: paid"', 'c|y']);
});
