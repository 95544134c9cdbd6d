import { expect, test } from 'vitest';
import { z } from 'zod';
import { editorSchema } from './json-schemas.ts';
import { keyRows } from './key-table.ts';

test('every key has a row: what it takes, its default, its meaning', () => {
  const Leaf: z.ZodType = z.lazy(() =>
    z.strictObject({ size: z.int().default(1), next: z.array(Leaf).optional() }),
  );
  const schema = z.strictObject({
    name: z.string().describe('What it is called.'),
    leaves: z.record(z.string(), Leaf),
    kind: z.union([z.literal('oak'), z.strictObject({ other: z.string() })]),
  });
  expect(
    keyRows(editorSchema(schema)).map(({ key, takes, fallback, meaning }) => [key, takes, fallback, meaning]),
  ).toEqual([
    ['name', 'text', 'required', 'What it is called.'],
    ['leaves', 'keys', 'required', ''],
    ['leaves.*.size', 'whole number', '`1`', ''],
    ['leaves.*.next', 'list', '', ''],
    ['kind', '`oak` or keys', 'required', ''],
    ['kind.other', 'text', '', ''],
  ]);
});
