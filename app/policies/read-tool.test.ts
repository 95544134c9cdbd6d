import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Tool } from '../../core/tool.ts';
import { RESULT_LIMIT } from '../../core/values/size-limits.ts';
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

test('a record over the limit counts as one that could not be read', async () => {
  const look: Tool = { ...cancel, name: 'look', effects: false, run: async () => 'a'.repeat(RESULT_LIMIT) };
  const call = { signal: new AbortController().signal, now: new Date(0) };
  await expect(readTool(new Map([['look', look]]))('look', {}, call)).rejects.toMatchObject({
    code: 'TOOL_FAILED',
    message: '`look`: its result has 100002 characters as JSON, and 100000 at most are read',
  });
});
