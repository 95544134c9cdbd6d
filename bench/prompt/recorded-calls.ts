import type { RecordedRun } from '../../adapters/models/recorded-turns.ts';
import type { Message } from '../../core/message.ts';
import type { ModelTool } from '../../core/ports/model.ts';
import type { Json } from '../../core/values/json.ts';
import type { Call } from './prompt-cost.ts';

/** The calls of a recorded conversation as its own loop sent them: policy, tools, and all that was said before. */
export function naiveCalls({ messages }: RecordedRun, tools: readonly ModelTool[]): readonly Call[] {
  const instructions = messages.find(({ role }) => role === 'system')?.content ?? '';
  const history = messages.filter(({ role }) => role !== 'system').map(asMessage);
  return history.flatMap((answer, index) =>
    answer.type === 'ai' ? [{ instructions, tools, messages: history.slice(0, index), answer }] : [],
  );
}

/** A recorded result: JSON, or the text itself. */
export function parsedResult(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const TYPES = { user: 'human', assistant: 'ai', tool: 'tool', system: 'human', developer: 'human' } as const;

function asMessage(
  { role, content, tool_calls, tool_call_id }: RecordedRun['messages'][number],
  index: number,
): Message {
  const calls = (tool_calls ?? []).map((call) => ({ id: call.id, ...call.function }));
  return {
    id: `${index}`,
    type: TYPES[role],
    content: content ?? '',
    ...(calls.length > 0 ? { calls } : {}),
    ...(tool_call_id ? { tool_call_id } : {}),
  };
}
