import { randomUUID } from 'node:crypto';
import { ReducedValue, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import type { Message } from '../core/message.ts';
import { type AgentState, NEW_THREAD, newTurn } from '../core/state.ts';

/**
 * The number of messages in the checkpoint, and how many are kept when they are more. Cut one by one, a model's prompt
 * would begin anew with each call. The transcript is in the ledger.
 */
const WINDOW = 60;
const KEPT = 30;

/** A message from a client of the LangGraph API: `role` or `type`, text or parts, with or without an id. */
const SentMessage = z.looseObject({
  id: z.string().optional(),
  type: z.string().optional(),
  role: z.string().optional(),
  content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]),
});

const TYPES: ReadonlyMap<string, Message['type']> = new Map([
  ['user', 'human'],
  ['human', 'human'],
  ['assistant', 'ai'],
  ['ai', 'ai'],
  ['tool', 'tool'],
]);

function toMessage(sent: unknown): Message {
  const { id, type, role, content, ...rest } = SentMessage.parse(sent);
  const text = typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
  const kind = TYPES.get(type ?? role ?? 'user') ?? 'human';
  return { ...pickCalls(rest), id: id ?? randomUUID(), type: kind, content: text };
}

function pickCalls(rest: { readonly [key: string]: unknown }): Partial<Message> {
  const { calls, tool_call_id, told } = rest as Partial<Message>;
  return {
    ...(calls ? { calls } : {}),
    ...(tool_call_id ? { tool_call_id } : {}),
    ...(told ? { told } : {}),
  };
}

/** Adds messages or replaces them by id. Keeps a window that starts with a customer's message; the newest one always stays. */
export function windowMessages(
  window: readonly Message[],
  update: readonly unknown[] | unknown,
): readonly Message[] {
  const added = [update].flat().map(toMessage);
  const replaced = new Map(added.map((message) => [message.id, message]));
  const known = new Set(window.map(({ id }) => id));
  const all = [
    ...window.map((message) => replaced.get(message.id) ?? message),
    ...added.filter(({ id }) => !known.has(id)),
  ];
  if (all.length <= WINDOW) return all;
  const tail = all.slice(-KEPT);
  const start = tail.findIndex(({ type }) => type === 'human');
  if (start >= 0) return tail.slice(start);
  const newest = all.findLast(({ type }) => type === 'human');
  return newest ? [newest, ...tail.slice(1)] : tail;
}

const value = <T>(initial: T) => z.custom<T>(() => true).default(() => initial as never);

/** The graph's channels: the last value wins; only messages accumulate. */
export const State = new StateSchema({
  messages: new ReducedValue(
    z.custom<readonly Message[]>(() => true).default(() => []),
    {
      inputSchema: z.custom<readonly unknown[]>(() => true),
      reducer: (window, update) => windowMessages(window, update),
      jsonSchemaExtra: {
        type: 'array',
        items: { type: 'object' },
        langgraph_type: 'messages',
        description: 'The conversation',
      },
    },
  ),
  thread: value(NEW_THREAD),
  turn: value(newTurn(undefined)),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

// Does not compile if the channels differ from the state's type.
true satisfies Same<AgentState, typeof State.State>;
