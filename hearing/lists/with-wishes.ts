import type { Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { own } from '../../core/values/own.ts';
import type { ReadTime } from '../values/value-reader.ts';
import { readNarrowings } from './read-narrowings.ts';

/**
 * The memory with what a message says of a list that is not there yet: "two of us, before 10am". It stands with the
 * words that began the flow.
 */
export function withWishes(
  frame: FlowFrame,
  text: string,
  slots: ReadonlyMap<string, Slot> = new Map(),
  time: ReadTime,
): FlowFrame {
  const isHeard = [...slots].some(
    ([name, { from }]) =>
      from?.attributes &&
      own(frame.narrowed, name) === undefined &&
      readNarrowings(text, from.attributes, { time, asked: false }).length > 0,
  );
  return isHeard ? { ...frame, opening: `${frame.opening}\n${text}` } : frame;
}
