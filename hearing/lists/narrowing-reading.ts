import type { ListAttribute } from '../../core/slots/list-attribute.ts';
import type { Narrowing } from '../../core/slots/narrowing.ts';
import type { Span } from '../../core/span.ts';
import type { Option } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import type { AttributeWords, SaidWords } from './attribute-words.ts';
import type { MessageParts } from './message-parts.ts';

/** A wish about the list with the words that say it. */
export interface SaidNarrowing {
  readonly narrowing: Narrowing;
  readonly span: Span;
}

/** A message under way, with the words that may belong to attributes. */
export interface NarrowingReading extends MessageParts {
  readonly of: readonly AttributeWords[];
  readonly named: readonly SaidWords[];
  readonly asked: boolean;
}

/** A wish with the position of its word. */
export interface PlacedNarrowing extends SaidNarrowing {
  readonly at: number;
}

/**
 * The attribute of these types that a word is about: the one named nearest before it, else named behind it in its part,
 * else the first that is declared. Null if there is none.
 */
export function attributeAt(
  { of, named, words }: NarrowingReading,
  types: readonly ListAttribute['type'][],
  at: number,
): string | null {
  const fits = of.filter(({ declared }) => types.includes(declared.type)).map(({ name }) => name);
  if (fits.length < 2) return fits[0] ?? null;
  const said = named.filter(({ attribute }) => fits.includes(attribute));
  const part = words[at]?.part;
  const here = said.filter((each) => words[each.at]?.part === part);
  const near = here.findLast((each) => each.at < at) ?? here.find((each) => each.at >= at);
  return (near ?? said.findLast((each) => each.at < at))?.attribute ?? fits[0] ?? null;
}

/** The value of an option for an attribute, if it is a number. */
export function numberOf({ attributes }: Option, attribute: string): number | null {
  const value = own(attributes ?? {}, attribute);
  return typeof value === 'number' ? value : null;
}

/** A wish in these words. */
export function placed(
  { words }: NarrowingReading,
  narrowing: Narrowing,
  at: number,
  count: number,
): PlacedNarrowing {
  const from = words[at]?.from ?? 0;
  return { narrowing, at, span: { from, to: words[at + count - 1]?.to ?? from } };
}
