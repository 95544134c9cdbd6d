import { randomUUID } from 'node:crypto';
import { ReducedValue, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import type { Message } from '../core/message.ts';
import { EMPTY_SESSION } from '../core/session.ts';
import type { AgentState } from '../core/state.ts';

/** Messages kept in the checkpoint; the whole transcript is in the ledger. */
const WINDOW = 40;

/** A message as clients of the LangGraph API send it: either vocabulary, text or parts, with or without an id. */
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
  const { calls, tool_call_id } = rest as Partial<Message>;
  return { ...(calls ? { calls } : {}), ...(tool_call_id ? { tool_call_id } : {}) };
}

/** Adds messages, replaces those with a known id, and keeps a window that starts with a customer's message: the newest stays, however much was done about it. */
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
  const tail = all.slice(-WINDOW);
  const start = tail.findIndex(({ type }) => type === 'human');
  if (start >= 0) return tail.slice(start);
  const newest = all.findLast(({ type }) => type === 'human');
  return newest ? [newest, ...tail.slice(1)] : tail;
}

const value = <K extends keyof AgentState>(_key: K, initial: AgentState[K]) =>
  z.custom<AgentState[K]>(() => true).default(() => initial as never);

/** The graph's channels: one writer each in a step, last value wins; only messages accumulate. */
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
  turn: value('turn', { turn_id: '', text: '', proposals: 0, steps: 0 }),
  session: value('session', EMPTY_SESSION),
  intents: value('intents', []),
  flows: value('flows', []),
  pending: value('pending', null),
  reading: value('reading', null),
  intent: value('intent', null),
  passages: value('passages', []),
  context: value('context', []),
  proposal: value('proposal', null),
  verdict: value('verdict', null),
  consent: value('consent', { confirmed: null, approved: null }),
  ended: value('ended', null),
  results: value('results', []),
  denials: value('denials', 0),
  spoken: value('spoken', []),
  draft: value('draft', null),
  faults: value('faults', []),
  regenerations: value('regenerations', 0),
  token_log_probability: value('token_log_probability', null),
  escalation: value('escalation', null),
  frustration: value('frustration', 0),
  reply: value('reply', null),
  outcome: value('outcome', null),
  confidence: value('confidence', null),
});

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

// The channels and the state that nodes are typed by cannot drift apart.
true satisfies Same<AgentState, typeof State.State>;
