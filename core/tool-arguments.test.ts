import { expect, test } from 'vitest';
import { z } from 'zod';
import { argumentMismatches, argumentsSchema, withNumbers } from './tool-arguments.ts';
import { ARGUMENTS_LIMIT } from './values/size-limits.ts';

const tool = { input: z.object({ order_id: z.string(), to: z.object({ zip: z.string() }).optional() }) };

test.each([
  [{ order_id: 'W1' }, []],
  [{ order_id: 'W1', to: { zip: 5 } }, ['to.zip']],
  [{ to: { zip: '1' } }, ['order_id']],
  [{ order_id: 'W1', note: 'x' }, ['note']],
])('of %j these do not fit: %j', (args, paths) => {
  expect(argumentMismatches(tool, args).map(({ path }) => path)).toEqual(paths);
});

test('arguments over the limit do not fit, whatever the tool takes', () => {
  const fitting = 'a'.repeat(ARGUMENTS_LIMIT - '{"order_id":""}'.length);
  expect(argumentMismatches(tool, { order_id: fitting })).toEqual([]);
  expect(argumentMismatches(tool, { order_id: `${fitting}a` })).toEqual([
    { path: '', message: '16001 characters as JSON, and 16000 at most are taken' },
  ]);
});

test('the schema says what a person may write', () => {
  expect(argumentsSchema(tool)).toMatchObject({
    type: 'object',
    properties: { order_id: { type: 'string' } },
    required: ['order_id'],
  });
});

test.each([
  ['9000', 9000],
  ['12.5', 12.5],
  [9000, 9000],
  ['nine', 'nine'],
  [' ', ' '],
])('a declared number that is given as %j is %j', (given, read) => {
  const input = z.object({ limit: z.coerce.number(), cents: z.coerce.number().optional(), name: z.string() });
  const args = { limit: given, cents: given, name: '7' };
  expect(withNumbers({ input }, args)).toEqual({ limit: read, cents: read, name: '7' });
});

test('a text stays one where the tool may want the text, and what is transformed is transformed once', () => {
  const either = z.union([z.string(), z.coerce.number()]);
  const cents = z.coerce.number().transform((dollars) => dollars * 100);
  const input = z.object({ either, cents });
  expect(withNumbers({ input }, { either: '7', cents: '7' })).toEqual({ either: '7', cents: 7 });
});
