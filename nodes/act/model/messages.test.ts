import { expect, test } from 'vitest';
import type { Message } from '../../../core/message.ts';
import { modelMessages } from './messages.ts';

const human = (id: string): Message => ({ id, type: 'human', content: id });
const ai = (id: string, ...calls: string[]): Message => ({
  id,
  type: 'ai',
  content: id,
  calls: calls.map((call) => ({ id: call, name: 'x', arguments: '{}' })),
});
const tool = (id: string, call: string): Message => ({ id, type: 'tool', content: id, tool_call_id: call });
const ids = (messages: readonly Message[]) => modelMessages(messages).map(({ id }) => id);

test('the result of a call follows it, whatever was said in between', () => {
  expect(ids([human('h1'), ai('a1', 'c1'), ai('shown'), human('yes'), tool('r1', 'c1')])).toEqual([
    'h1',
    'a1',
    'r1',
    'shown',
    'yes',
  ]);
});

test('several calls have their results in the order of the calls', () => {
  expect(ids([human('h1'), ai('a1', 'c1', 'c2'), tool('r2', 'c2'), tool('r1', 'c1')])).toEqual([
    'h1',
    'a1',
    'r1',
    'r2',
  ]);
});

test('a call without a result gets a plain one, so that no endpoint refuses the messages', () => {
  const messages = modelMessages([human('h1'), ai('a1', 'c1')]);
  expect(messages[2]).toMatchObject({
    type: 'tool',
    tool_call_id: 'c1',
    content: expect.stringContaining('Not run yet'),
  });
});

test('a result without its call is left out', () => {
  expect(ids([tool('r0', 'c0'), human('h1')])).toEqual(['h1']);
});

test('the conversation begins with the customer', () => {
  expect(ids([ai('a0'), human('h1'), ai('a1')])).toEqual(['h1', 'a1']);
  expect(ids([])).toEqual([]);
});
