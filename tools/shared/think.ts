import { z } from 'zod';
import type { Tool } from '../../core/tool.ts';
import { readTool } from './read.ts';

/** A place for a model to reason; nothing is looked up or changed. */
export function think(): Tool {
  return readTool({
    name: 'think',
    description: 'Notes a thought before a difficult step. Looks nothing up and changes nothing.',
    title: 'think',
    input: z.strictObject({ thought: z.string() }),
    output: z.string(),
    answer: async () => '',
  });
}
