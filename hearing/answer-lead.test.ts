import { expect, test } from 'vitest';
import { AgentConfig } from '../config/schemas/agent-schema.ts';
import { answerLead } from './answer-lead.ts';

const words = AgentConfig.shape.confirmation.parse({});

test.each([
  ['Yes, please use my PayPal account for the difference.', 'affirm'],
  ['Yes please proceed with the modification and use the same method', 'affirm'],
  ['Yes... yes, that is the one. Please update everything to that.', 'affirm'],
  ['No! Again: exchange the lamp', 'decline'],
  ['no please, what I need is another one', 'decline'],
  ['Yes, but cancel the other order', null],
  ['yes, and what does it cost?', null],
  ['cancel order #W2', null],
  ['the blue one', null],
  ['', null],
])('"%s" begins with %s', (text, said) => {
  expect(answerLead(text, words)).toBe(said);
});
