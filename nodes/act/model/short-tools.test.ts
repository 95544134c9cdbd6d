import { expect, test } from 'vitest';
import { shortTools } from './short-tools.ts';

const tool = (description: string, properties: object) => ({
  name: 'pay',
  description,
  parameters: { type: 'object', properties, required: ['id'], additionalProperties: false } as never,
});
const properties = (...tools: Parameters<typeof shortTools>[0]) =>
  shortTools(tools).map(({ parameters }) => parameters['properties']);

test('descriptions are told by their first sentence', () => {
  const [short] = shortTools([
    tool('Pays a bill, e.g. for water. It takes a day.', {
      id: { type: 'string', description: 'Like `B1`. Ask.' },
    }),
  ]);
  expect(short).toEqual({
    name: 'pay',
    description: 'Pays a bill, e.g. for water.',
    parameters: {
      type: 'object',
      properties: { id: { type: 'string', description: 'Like `B1`.' } },
      required: ['id'],
    },
  });
});

test('what a parameter is, is told where it first stands', () => {
  const id = { type: 'string', description: 'The bill.', pattern: '^B' };
  expect(
    properties(tool('A.', { id }), tool('B.', { id, to: { type: 'string', description: 'The bill.' } })),
  ).toEqual([
    { id: { type: 'string', description: 'The bill.' } },
    { id: { type: 'string' }, to: { type: 'string', description: 'The bill.' } },
  ]);
});

test('what only the engine checks is not told; a pattern is where nothing else says the form', () => {
  const [short] = properties(
    tool('A.', {
      day: { type: 'string', format: 'date', pattern: '^\\d+$' },
      code: { type: 'string', pattern: '^[A-Z]{3}$', minLength: 3 },
      count: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      kind: { type: 'string', enum: ['a', 'b'] },
      pattern: { type: 'string' },
      free: { type: 'object', additionalProperties: { type: 'string', maxLength: 5 } },
    }),
  );
  expect(short).toEqual({
    day: { type: 'string', format: 'date' },
    code: { type: 'string', pattern: '^[A-Z]{3}$' },
    count: { type: 'integer', minimum: 0 },
    kind: { type: 'string', enum: ['a', 'b'] },
    pattern: { type: 'string' },
    free: { type: 'object', additionalProperties: { type: 'string' } },
  });
});
