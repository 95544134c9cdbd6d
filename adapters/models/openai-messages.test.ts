import type { BaseMessage } from '@langchain/core/messages';
import { AIMessage } from '@langchain/core/messages';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../core/message.ts';
import { toChatMessages } from './openai-messages.ts';

const human = (content: string): Message => ({ id: content, type: 'human', content });
const said = (content: string): Message => ({ id: content, type: 'ai', content });
const result = (id: string, content: string): Message => ({
  id: `r-${id}`,
  type: 'tool',
  content,
  tool_call_id: id,
});
const called = (content: string, ...ids: string[]): Message => ({
  id: `a-${ids}`,
  type: 'ai',
  content,
  calls: ids.map((id) => ({ id, name: 'get_order', arguments: `{"order_id":"${id}"}` })),
});

const show = (message: BaseMessage): string => {
  const calls = AIMessage.isInstance(message) ? (message.tool_calls ?? []).map(({ id }) => id) : [];
  return [message.type, message.content, ...calls].filter((part) => part !== '').join(' ');
};

describe('toChatMessages', () => {
  test.each<{ why: string; messages: Message[]; shown: string[] }>([
    {
      why: 'keeps a plain exchange as it is',
      messages: [human('hi'), called('', 'c1'), result('c1', 'r1'), said('done')],
      shown: ['human hi', 'ai c1', 'tool r1', 'ai done'],
    },
    {
      why: 'puts a result that had to wait for a yes directly after its call',
      messages: [called('', 'c1'), said('Shall I?'), human('yes'), result('c1', 'r1')],
      shown: ['ai c1', 'tool r1', 'ai Shall I?', 'human yes'],
    },
    {
      why: 'drops a result whose call left the window',
      messages: [result('c0', 'r0'), human('hi')],
      shown: ['human hi'],
    },
    {
      why: 'drops a call that never got a result, and keeps what was said with it',
      messages: [human('hi'), called('One moment.', 'c1'), called('', 'c2'), human('and?')],
      shown: ['human hi', 'ai One moment.', 'human and?'],
    },
    {
      why: 'keeps the answered ones of several calls',
      messages: [called('', 'c1', 'c2', 'c3'), result('c3', 'r3'), result('c1', 'r1')],
      shown: ['ai c1 c3', 'tool r1', 'tool r3'],
    },
    {
      why: 'takes the last of two results for one call',
      messages: [called('', 'c1'), result('c1', 'waits'), result('c1', 'done')],
      shown: ['ai c1', 'tool done'],
    },
  ])('$why', ({ messages, shown }) => {
    expect(toChatMessages('be brief', messages).map(show)).toEqual(['system be brief', ...shown]);
  });

  test.each(['{', '[1]', 'null', "{'order_id': 1}"])(
    'shows the model its unreadable arguments %s inside JSON',
    (written) => {
      const call = { id: 'c1', name: 'get_order', arguments: written };
      const [, answer] = toChatMessages('', [
        { id: 'a', type: 'ai', content: '', calls: [call] },
        result('c1', 'no'),
      ]);
      expect(AIMessage.isInstance(answer) && answer.tool_calls).toMatchObject([
        { args: { unreadable: written } },
      ]);
    },
  );
});
