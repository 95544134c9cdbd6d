import { expect, test } from 'vitest';
import { z } from 'zod';
import { ListAttribute } from '../../core/slots/list-attribute.ts';
import { checkAttributes } from './check-attributes.ts';

const names = new Map([
  ['departs', [z.string()]],
  ['price', [z.number()]],
  ['stops', [z.int()]],
]);
const problems = (attributes: { readonly [name: string]: object }) =>
  checkAttributes(
    Object.fromEntries(Object.entries(attributes).map(([name, each]) => [name, ListAttribute.parse(each)])),
    ['attributes'],
    names,
  ).map(({ path, message, help }) => `${path.join('.')}: ${[message, help].filter(Boolean).join('; ')}`);

test.each<[{ readonly [name: string]: object }, readonly string[]]>([
  [
    {
      departure: { value: '{departs}', type: 'time' },
      price: { value: '{price}', type: 'money', currency: 'USD' },
      stops: { value: '{stops}', type: 'integer' },
    },
    [],
  ],
  [
    { departure: { value: '{depart}', type: 'time' } },
    ['attributes.departure.value: unknown name `depart` in `{depart}`; did you mean `departs`?'],
  ],
  [
    { departure: { value: 'at {departs}', type: 'time' } },
    ['attributes.departure.value: `at {departs}` must be one path in braces; for example `{order.status}`'],
  ],
  [
    { departure: { value: '{price}', type: 'time' } },
    ['attributes.departure.value: an attribute of `type: time` takes text, and this is a number'],
  ],
  [
    {
      departure: { value: '{departs}', type: 'time', words: ['at'] },
      arrival: { value: '{departs}', type: 'time', words: ['land', 'at', 'departure'] },
    },
    [
      'attributes.arrival.words.1: `at` already names `departure`; a customer who says it means one of the two',
      'attributes.arrival.words.2: `departure` already names `departure`; a customer who says it means one of the two',
    ],
  ],
])('%j', (attributes, expected) => {
  expect(problems(attributes)).toEqual(expected);
});
