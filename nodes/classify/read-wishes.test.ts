import { expect, test } from 'vitest';
import { AgentConfig } from '../../config/schemas/agent-schema.ts';
import type { Message } from '../../core/message.ts';
import { runContext, threadState } from '../../test/thread-state.ts';
import type { ClassifyOptions } from './classify-options.ts';
import { readWishes } from './read-wishes.ts';

const intent = (name: string) =>
  [name, { name, driver: 'flow', flow: name, light: false, acts: name === 'buy' }] as const;
const reach = (answers: boolean) => ({
  slots: new Map(),
  tools: new Set<string>(),
  judged: new Set<string>(),
  light: false,
  answers,
});
const threshold = { threshold: 0.5, target: null, certified: true, missing: 0 };
const options = {
  intents: new Map([intent('shipping'), intent('buy')]),
  reach: new Map([
    ['shipping', reach(true)],
    ['buy', reach(false)],
  ]),
  thresholds: new Map([
    ['shipping', threshold],
    ['buy', threshold],
  ]),
  choices: new Map(),
  confirmation: AgentConfig.shape.confirmation.parse({}),
  valuesIn: () => [],
  flowOf: (name: string) => name,
  acts: () => false,
  changes: () => false,
} as unknown as Parameters<typeof readWishes>[0] & ClassifyOptions;

const classifier = {
  classify: async (text: string) => [{ name: /ship/.test(text) ? 'shipping' : 'buy', confidence: 0.9 }],
};
const before: Message = { id: 't0', type: 'human', content: 'do you ship to Hawaii?' } as Message;
const read = (text: string, messages: readonly Message[]) =>
  readWishes(options, threadState(text, { messages }), classifier, runContext());

test('a question that depends on the one before it is read with that one', async () => {
  const { main, wishes } = await read('and how much does that cost?', [before]);
  expect(main).toMatchObject({ name: 'shipping', certified: false });
  expect(wishes).toMatchObject([{ intent: 'shipping', text: 'and how much does that cost?' }]);
});

test('alone, or after something else, it is read as it is', async () => {
  expect((await read('and how much does that cost?', [])).main.name).toBe('buy');
  const other = { ...before, content: 'I want a lamp' };
  expect((await read('and how much does that cost?', [other])).main.name).toBe('buy');
  expect((await read('how much does a lamp cost?', [before])).main.name).toBe('buy');
});
