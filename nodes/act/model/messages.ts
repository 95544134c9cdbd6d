import type { Message } from '../../../core/message.ts';
import { contextText } from './context-text.ts';
import { outsideText } from './outside-text.ts';

/**
 * Orders messages as chat-completion endpoints require: every call is directly followed by its result. A confirmation
 * in between comes after the result; an open call gets a plain result. Context stands before the customer's message
 * with which it was told.
 */
export function modelMessages(window: readonly Message[]): readonly Message[] {
  const results = new Map(
    window.flatMap((message) =>
      message.type === 'tool' && message.tool_call_id ? [[message.tool_call_id, message] as const] : [],
    ),
  );
  const ordered = window
    .filter(({ type }) => type !== 'tool')
    .flatMap((message) => [
      message,
      ...(message.calls ?? []).map(({ id }) => results.get(id) ?? unanswered(message.id, id)),
    ]);
  const firstHuman = ordered.findIndex(({ type }) => type === 'human');
  return (firstHuman < 0 ? ordered : ordered.slice(firstHuman)).map(asSent);
}

function asSent({ told = [], ...message }: Message): Message {
  if (message.type === 'ai') return message;
  const content = [contextText(told), outsideText(message.content)].filter((text) => text !== '').join('\n');
  return { ...message, content };
}

function unanswered(messageId: string, callId: string): Message {
  return {
    id: `${messageId}.${callId}.open`,
    type: 'tool',
    content: 'Not run yet: it waits for the customer.',
    tool_call_id: callId,
  };
}
