import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Tool } from '../core/tool.ts';
import { readTool } from './read-tool.ts';

const cancel: Tool = {
  name: 'cancel_order',
  description: 'Cancels an order.',
  title: 'cancel the order',
  input: z.strictObject({}),
  effects: true,
  idempotency: 'none',
  run: async () => {
    throw new Error('it ran');
  },
};

test.each(['cancel_order', 'no_such_tool', 'constructor'])('%s is no read, whoever asks', async (name) => {
  const call = { signal: new AbortController().signal, now: new Date(0) };
  await expect(readTool(new Map([[cancel.name, cancel]]))(name, {}, call)).rejects.toMatchObject({
    code: 'TOOL_FAILED',
    message: `\`${name}\` is not a read tool`,
  });
});
