import type { Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Pending } from '../../core/state.ts';
import { canonicalJson, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { readListAnswer } from '../../hearing/people/answer-list.ts';
import {
  type Answer,
  type Answered,
  answered,
  baseName,
  contextOf,
  type TimedOptions,
} from './answer-slot.ts';
import type { PendingState } from './pending-options.ts';

/** Reads the answer to the question for a list or for a value of one of its elements. Null if the message is none. */
export function answeredValues(
  text: string,
  state: PendingState,
  options: TimedOptions,
  { frame, key, slot }: Omit<Answered, 'read'>,
  pending: Extract<Pending, { kind: 'question' }>,
): Answer | null {
  const slots = options.reach.get(frame.flow)?.slots ?? new Map<string, Slot>();
  const question = { name: baseName(key), slot, index: indexOf(key), slots, options: pending.options };
  const answer = readListAnswer(text, question, { ...contextOf(options), slots: frame.slots });
  const list = answer && slots.get(answer.list);
  if (!answer || !list) return null;
  return answered(text, state, options, { frame, key: answer.list, slot: list, read: answer.read });
}

/** The number of the element in a key: 1 of `born@1`. */
function indexOf(key: string): number | null {
  const [, index] = key.split('@');
  return index === undefined ? null : Number(index);
}

/** True of the question which of too many are meant: all that it lists are in the list already. */
export function asksWhich(
  asked: readonly { readonly key: string; readonly slot: Slot }[],
  { options }: Extract<Pending, { kind: 'question' }>,
  frame: FlowFrame | undefined,
): boolean {
  const list = asked.flatMap(({ key, slot }) => (slot.many ? (own(frame?.slots, key) ?? []) : []));
  const has = new Set((list as readonly Json[]).map(canonicalJson));
  return options.length > 0 && options.every(({ element }) => has.has(canonicalJson(element)));
}
