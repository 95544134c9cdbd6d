import { expect, test } from 'vitest';
import { isEngineTool } from '../../../core/tool.ts';
import { engineTools } from './engine-tools.ts';

test('a tool without a use is left out', () => {
  expect(engineTools({ intents: [], slots: new Map() })).toEqual([]);
  expect(engineTools({ intents: ['a'], slots: new Map() }).map(({ name }) => name)).toEqual(['open_intent']);
});

test('names are the only values', () => {
  const [open, quote] = engineTools({ intents: ['a', 'b'], slots: new Map([['cause', { ask: 'Why?' }]]) });
  expect(open?.parameters).toMatchObject({ properties: { intent: { enum: ['a', 'b'] } } });
  expect(quote?.parameters).toMatchObject({
    properties: { slot: { enum: ['cause'], description: 'cause: Why?' }, words: { type: 'string' } },
  });
});

test('a slot is told by its own question, without templates and courtesies', () => {
  const slots = new Map([
    ['cause', { ask: 'I am sorry. Was it late?' }],
    ['other', { ask: 'Why return {order.id}?' }],
  ]);
  const [quote] = engineTools({ intents: [], slots });
  expect(quote?.parameters).toMatchObject({ properties: { slot: { description: 'cause: Was it late?' } } });
});

test.each([
  ['open_intent', true],
  ['quote_customer', true],
  ['constructor', false],
])('%s: %s', (name, own) => {
  expect(isEngineTool(name)).toBe(own);
});
