import { type Span, withoutSpans } from '../../core/span.ts';
import { readDates } from './read-dates.ts';
import type { ReadTime } from './value-reader.ts';

/** A message with more words beside its days says something else too. */
const MOST_WORDS = 4;

/** The days of a message that says little else: "it's 2030-01-01". None of any other message. */
export function onlyDays(text: string, country: string | undefined, time: ReadTime): readonly Span[] {
  const days = readDates(text, { asked: true, country }, time).map(({ span }) => span);
  const rest = withoutSpans(text, days).match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
  return rest.length > MOST_WORDS ? [] : days;
}
