import {
  AIMessage,
  type BaseMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import type { Message, ModelCall } from '../../core/message.ts';
import { isJsonObject, type JsonObject } from '../../core/values/json.ts';

/** The arguments as an object, malformed ones under `unreadable`: many endpoints refuse a history with malformed arguments. */
function readableArguments(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    if (isJsonObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { unreadable: text };
}

const toToolCall = ({ id, name, arguments: text }: ModelCall) => ({
  id,
  name,
  args: readableArguments(text),
  type: 'tool_call' as const,
});

function toChatMessage(message: Message): BaseMessage {
  const { content } = message;
  if (message.type === 'human') return new HumanMessage(content);
  if (message.type === 'ai')
    return new AIMessage({ content, tool_calls: (message.calls ?? []).map(toToolCall) });
  return new ToolMessage({ content, tool_call_id: message.tool_call_id ?? message.id });
}

/** The conversation as LangChain messages, in the given order. */
export function toChatMessages(instructions: string, messages: readonly Message[]): BaseMessage[] {
  return [new SystemMessage(instructions), ...messages.map(toChatMessage)];
}
