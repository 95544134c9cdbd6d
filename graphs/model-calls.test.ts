import { expect, test } from 'vitest';
import { AgentConfig } from '../config/schemas/agent-schema.ts';
import { Flow } from '../core/flow.ts';
import { intentHandling } from './intent-handling.ts';
import { modelCalls } from './model-calls.ts';

const config = AgentConfig.parse({
  name: 'desk',
  description: 'The desk of a library.',
  intents: {
    options: [
      { name: 'renew', description: 'Wants to renew a loan.', flow: 'renew' },
      { name: 'keep', description: 'Wants to keep several.', tools: ['renew_loan'] },
      { name: 'chat', description: 'Talks about books.' },
    ],
  },
  escalation: { queue: 'q' },
});
const flow = Flow.parse({
  about: 'renewing',
  slots: {
    reason: { type: 'text', ask: 'Why?', attested: true },
    sure: { type: 'yes-no', ask: 'Sure?', attested: true },
    loan: { type: 'id', pattern: 'L\\d', ask: 'Which?' },
  },
  steps: [{ say: 'Done.' }],
});

test('a model may open what it works on, and quote what words alone can say', () => {
  const handling = intentHandling(config, new Map([['renew', flow]]), false);
  const { intents, slots, engineTools } = modelCalls(config, handling, new Map());
  expect([...intents.keys()]).toEqual(['keep']);
  expect([...slots.keys()]).toEqual(['reason']);
  expect(engineTools.map(({ name }) => name)).toEqual(['open_intent', 'quote_customer']);
});
