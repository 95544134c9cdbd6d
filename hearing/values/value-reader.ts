import { overlaps, type Span } from '../../core/span.ts';
import type { Json } from '../../core/values/json.ts';
import type { Language } from '../languages/language.ts';
import type { ReadValue } from './value-shapes.ts';

export type { ReadValue } from './value-shapes.ts';

/** The agent's clock, and the time zone in which its customers name days. */
export interface ReadTime {
  readonly now: Date;
  /** IANA name: `America/New_York`. */
  readonly zone: string;
  /** The language of the message. Default: English. */
  readonly language?: Language | undefined;
}

/** The value at a span of the text. */
export function valueAt<T extends Json>(text: string, from: number, to: number, value: T): ReadValue<T> {
  return { value, span: { from, to }, text: text.slice(from, to) };
}

/** Values beyond this number are not read from one message, so that time stays linear. */
export const MOST_VALUES = 100;

/** The first of overlapping values stays, in their order; the result is in the order of the text. */
export function withoutOverlaps<T extends { readonly span: Span }>(values: readonly T[]): readonly T[] {
  const kept: T[] = [];
  for (const value of values.slice(0, 4 * MOST_VALUES))
    if (!kept.some(({ span }) => overlaps(span, value.span))) kept.push(value);
  return kept.toSorted((one, other) => one.span.from - other.span.from);
}

/** The largest piece of text for a library whose time is not known to be linear. */
const WINDOW = 300;

/** Reads a text in pieces of limited length, each ending at a space or line break, so that time stays linear. */
export function inWindows(text: string, read: (piece: string) => readonly ReadValue[]): readonly ReadValue[] {
  const found: ReadValue[] = [];
  for (let start = 0; start < text.length; ) {
    const end = windowEnd(text, start);
    for (const { value, span } of read(text.slice(start, end)))
      found.push(valueAt(text, start + span.from, start + span.to, value));
    start = end;
  }
  return found;
}

function windowEnd(text: string, start: number): number {
  if (text.length - start <= WINDOW) return text.length;
  const piece = text.slice(start, start + WINDOW);
  // Between clauses rather than inside a value.
  const clause = piece.search(/[.,;\n]\s[^.,;\n]*$/) + 1;
  const space = clause > WINDOW / 2 ? clause : piece.search(/\s\S*$/);
  return space > 0 ? start + space : start + WINDOW;
}
