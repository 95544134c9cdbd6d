import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { isJsonObject, type JsonObject } from '../../core/json.ts';
import type { Message, ModelCall } from '../../core/message.ts';

/** Many endpoints refuse a history whose arguments are not a JSON object, and the thread with it. */
function readableArguments(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { unreadable: text };
}

function agentMessages(message: Message, results: ReadonlyMap<string, Message>): BaseMessage[] {
  const answered = (message.calls ?? []).flatMap((call) => {
    const result = results.get(call.id);
    return result ? [{ call, result }] : [];
  });
  if (answered.length === 0 && message.content === '') return [];
  const toToolCall = ({ id, name, arguments: text }: ModelCall) => ({
    id,
    name,
    args: readableArguments(text),
    type: 'tool_call' as const,
  });
  return [
    new AIMessage({ content: message.content, tool_calls: answered.map(({ call }) => toToolCall(call)) }),
    ...answered.map(
      ({ call, result }) => new ToolMessage({ content: result.content, tool_call_id: call.id }),
    ),
  ];
}

/**
 * The conversation as the chat API accepts it: each result directly after its call, no call without a
 * result and no result without a call, wherever the window cut and however long a yes took.
 */
export function toChatMessages(instructions: string, messages: readonly Message[]): BaseMessage[] {
  const results = new Map(
    messages.flatMap((message) =>
      message.type === 'tool' && message.tool_call_id ? [[message.tool_call_id, message]] : [],
    ),
  );
  return [
    new SystemMessage(instructions),
    ...messages.flatMap((message) => {
      if (message.type === 'human') return [new HumanMessage(message.content)];
      return message.type === 'ai' ? agentMessages(message, results) : [];
    }),
  ];
}
