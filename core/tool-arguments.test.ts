import { expect, test } from 'vitest';
import { z } from 'zod';
import { argumentMisfits, argumentsSchema } from './tool-arguments.ts';

const tool = { input: z.object({ order_id: z.string(), to: z.object({ zip: z.string() }).optional() }) };

test.each([
  [{ order_id: 'W1' }, []],
  [{ order_id: 'W1', to: { zip: 5 } }, ['to.zip']],
  [{ to: { zip: '1' } }, ['order_id']],
  [{ order_id: 'W1', note: 'x' }, ['']],
])('of %j these do not fit: %j', (args, paths) => {
  expect(argumentMisfits(tool, args).map(({ path }) => path)).toEqual(paths);
});

test('the schema says what a person may write', () => {
  expect(argumentsSchema(tool)).toMatchObject({
    type: 'object',
    properties: { order_id: { type: 'string' } },
    required: ['order_id'],
  });
});
