import type { ListAttributes } from '../../core/slots/list-attribute.ts';
import type { Span } from '../../core/span.ts';
import type { Option } from '../../core/state.ts';
import type { ReadTime } from '../values/value-reader.ts';
import { attributeWords, namedAttributes } from './attribute-words.ts';
import { isElsewhere, messageParts } from './message-parts.ts';
import type { NarrowingReading, SaidNarrowing } from './narrowing-reading.ts';
import { readAmounts } from './read-amounts.ts';
import { readBounds } from './read-bounds.ts';
import { readEnds } from './read-ends.ts';
import { readMeant } from './read-meant.ts';

/** The knowledge with which a message is read. */
export interface NarrowingContext {
  readonly time: ReadTime;
  /** True if the message answers the question for the list: a bare value counts then. */
  readonly asked: boolean;
  /** Parts of the message that other readers have taken. */
  readonly used?: readonly Span[];
  /** The options that a comparison compares with: what is chosen, or what is shown. */
  readonly compared?: readonly Option[];
}

/**
 * The wishes of a message about a list: bounds, values and ends of orders. Every value is read once, in the order of
 * the text. A part that tells of something else says nothing of the list.
 */
export function readNarrowings(
  text: string,
  attributes: ListAttributes,
  { time, asked, used = [], compared = [] }: NarrowingContext,
): readonly SaidNarrowing[] {
  const amounts = readAmounts(text, Object.values(attributes), { time, used });
  const parts = messageParts(
    text,
    amounts.map(({ span }) => span),
    used,
  );
  const of = attributeWords(attributes);
  const reading: NarrowingReading = { ...parts, of, named: namedAttributes(parts, of), asked };
  const said = [
    ...readMeant(reading),
    ...readBounds(reading, amounts),
    ...readEnds(reading, compared),
  ].filter(({ at }) => !isElsewhere(reading, reading.words[at]?.part ?? 0));
  return said
    .toSorted((one, other) => one.span.from - other.span.from)
    .map(({ narrowing, span }) => ({ narrowing: { ...narrowing, said: span.from }, span }));
}
