import { z } from 'zod';
import type { Tool } from '../../core/tool.ts';
import { readTool } from './read.ts';

/** The tool with which a model asks for a person. The engine does the handover. */
export function transferToHumanAgents(): Tool {
  return readTool({
    name: 'transfer_to_human_agents',
    description:
      'Hands the conversation to a person. Use it when the customer asks for a person, or when no other tool can do what they need.',
    title: 'hand over to a person',
    input: z.strictObject({
      summary: z.string().describe('What is needed, and was done.'),
    }),
    output: z.string(),
    answer: async () => 'Transfer successful',
  });
}
