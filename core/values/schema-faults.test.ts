import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultsText } from './schema-faults.ts';

const Item = z.strictObject({ sku: z.string(), count: z.int().optional() });
const Order = z.strictObject({
  items: z.array(Item).optional(),
  pay: z.union([z.string(), z.strictObject({ card: z.string(), tip: z.number() }), z.literal(0)]).optional(),
  by: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('air') }), z.object({ kind: z.literal('sea') })])
    .optional(),
  prices: z.record(z.string().regex(/^[a-z]+$/), z.number()).optional(),
  size: z.enum(['s', 'm']).optional(),
});

const faultsOf = (schema: z.ZodType, value: unknown) =>
  faultsText(schema.safeParse(value).error?.issues ?? [], value, 'row');
const items = (at: number, item: unknown) =>
  Array.from({ length: 7 }, (_, index) => (index === at ? item : { sku: 'A' }));

test.each([
  [{ items: items(6, { sku: 5 }) }, '`items[6].sku`: invalid input: expected string, received number'],
  [{ items: items(6, {}) }, '`items[6].sku`: the key is missing'],
  [{ items: items(2, { sku: 'A', colour: 'red' }) }, '`items[2].colour`: unknown key `colour`'],
  [{ items: items(0, null) }, '`items[0]`: invalid input: expected object, received null'],
  [
    { pay: { card: 5 } },
    '`pay`: fits no alternative: (1) expected string, received object, (2) `card`: expected string, received number and `tip`: the key is missing, (3) expected 0',
  ],
  [{ by: {} }, '`by.kind`: the key is missing'],
  [{ by: { kind: 'road' } }, "`by.kind`: invalid discriminator value. Expected 'air' | 'sea'"],
  [
    { prices: { A1: 5 } },
    '`prices.A1`: invalid key in record: invalid string: must match pattern /^[a-z]+$/',
  ],
  [{ size: 'xl' }, '`size`: invalid option: expected one of "s"|"m"'],
  [[], '`row`: invalid input: expected object, received array'],
])('%j', (value, expected) => {
  expect(faultsOf(Order, value)).toBe(expected);
});

test('a missing key is told as such, whatever its schema', () => {
  const kinds = [
    z.string(),
    z.enum(['a', 'b']),
    z.union([z.string(), z.number()]),
    z.literal(1),
    z.array(z.string()),
  ];
  for (const kind of kinds) expect(faultsOf(z.object({ key: kind }), {})).toBe('`key`: the key is missing');
});

test('of many alternatives the first six are told', () => {
  const many = z.union(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((each) => z.literal(each)));
  expect(faultsOf(z.object({ one: many }), { one: 'z' })).toMatch(/\(6\) expected "f", and 2 more$/);
});
