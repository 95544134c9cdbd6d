import { AIMessage } from '@langchain/core/messages';
import { expect, test } from 'vitest';
import { toChatMessages } from './openai-messages.ts';

const shownFor = (written: string) => {
  const call = { id: 'c1', name: 'get_order', arguments: written };
  const [, answer] = toChatMessages('', [{ id: 'a', type: 'ai', content: '', calls: [call] }]);
  return AIMessage.isInstance(answer) ? answer.tool_calls?.[0]?.args : undefined;
};

test.each(['{', '[1]', 'null', "{'order_id': 1}"])(
  'shows the model its unreadable arguments %s inside JSON',
  (written) => {
    expect(shownFor(written)).toEqual({ unreadable: written });
  },
);

test('shows the model no arguments where it gave none', () => {
  expect(shownFor('')).toEqual({});
});
