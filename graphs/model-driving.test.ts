import { expect, test } from 'vitest';
import { z } from 'zod';
import { AgentConfig } from '../config/schemas/agent-schema.ts';
import type { Tool } from '../core/tool.ts';
import { intentHandling } from './intent-handling.ts';
import { modelDriving } from './model-driving.ts';

const config = AgentConfig.parse({
  name: 'desk',
  description: 'The desk of a library.',
  intents: {
    options: [
      { name: 'keep', description: 'Wants to keep several.', tools: ['renew_loan'] },
      { name: 'chat', description: 'Talks about books.' },
    ],
  },
  tools: { always: ['find_book'] },
  escalation: { queue: 'q' },
});
const tool = (name: string): Tool => ({
  name,
  description: `Does ${name}.`,
  title: name,
  input: z.strictObject({ id: z.string() }),
  effects: false,
  run: async () => null,
});
const tools = new Map(['renew_loan', 'find_book', 'unused'].map((name) => [name, tool(name)]));

test('a prompt lists all tools that a model may ever call, whatever is open', () => {
  const { prefix } = modelDriving(
    config,
    {
      tools,
      judge: {
        version: () => 'p1',
        inWords: (names: readonly string[]) => [{ rule: 'r', why: `About ${names.join()}.` }],
      } as never,
      countTokens: (text) => text.length,
    },
    intentHandling(config, new Map(), false),
  );
  const { tools: listed, instructions } = prefix();
  expect(listed.map(({ name }) => name)).toEqual(['find_book', 'renew_loan', 'open_intent']);
  expect(instructions).toMatch(/^The desk of a library\./);
  expect(instructions).toContain('- About find_book,renew_loan.');
});
