import type { Slot } from '../../core/flow.ts';
import type { Pending } from '../../core/state.ts';
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
