import { z } from 'zod';
import type { Tool } from '../../core/tool.ts';
import { evaluate } from './arithmetic.ts';
import { readTool } from './read.ts';

const input = z.strictObject({
  expression: z
    .string()
    .max(500)
    .refine((expression) => Number.isFinite(evaluate(expression)), 'must be arithmetic with a finite result')
    .describe('`(12.50 + 3) * 2`.'),
});

/** Does arithmetic for a model, rounded to cents. */
export function calculate(): Tool {
  return readTool({
    name: 'calculate',
    description: 'Works out an arithmetic expression, rounded to two decimals.',
    title: 'calculate',
    input,
    output: z.string(),
    answer: async ({ expression }) => String(Number(evaluate(expression).toFixed(2))),
  });
}
