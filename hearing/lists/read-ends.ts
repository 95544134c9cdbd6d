import type { Narrowing } from '../../core/slots/narrowing.ts';
import type { Option } from '../../core/state.ts';
import { own } from '../../core/values/own.ts';
import { longestAt } from './attribute-words.ts';
import {
  AFTER_COMPARED,
  BEFORE_COMPARED,
  COMPARED,
  ENDS,
  ENDS_OF_NAME,
  NO_END_AFTER_LAST,
} from './english.ts';
import { isDenied } from './message-parts.ts';
import {
  attributeAt,
  type NarrowingReading,
  numberOf,
  type PlacedNarrowing,
  placed,
} from './narrowing-reading.ts';

/** The most words of a message in which a comparison needs no word beside it. */
const SHORT = 3;

/** Ends of orders and comparisons: "the cheapest", "the lowest price", "a later one". */
export function readEnds(reading: NarrowingReading, compared: readonly Option[]): readonly PlacedNarrowing[] {
  const found: PlacedNarrowing[] = [];
  for (let at = 0; at < reading.words.length; at++) {
    if (reading.words[at]?.taken || isDenied(reading, at)) continue;
    const end = endAt(reading, at) ?? comparedAt(reading, compared, at);
    if (end) found.push(end);
    // "Most expensive" is one end, and "expensive" none.
    if (end && end.span.to > (reading.words[at]?.to ?? 0)) at++;
  }
  return found;
}

function endAt(reading: NarrowingReading, at: number): PlacedNarrowing | null {
  const { of, words } = reading;
  for (const { name, least, most } of of) {
    const [low, high] = [longestAt(words, at, least), longestAt(words, at, most)];
    if (low + high > 0)
      return placed(
        reading,
        { attribute: name, test: low >= high ? 'least' : 'most' },
        at,
        Math.max(low, high),
      );
  }
  return ofName(reading, at) ?? ofType(reading, at);
}

/** "The lowest price", "the earliest arrival". */
function ofName(reading: NarrowingReading, at: number): PlacedNarrowing | null {
  const end = own(ENDS_OF_NAME, reading.words[at]?.raw ?? '');
  const named = end && reading.named.find((each) => each.at === at + 1);
  if (!named) return null;
  const isText = reading.of.find(({ name }) => name === named.attribute)?.declared.type === 'text';
  return isText ? null : placed(reading, { attribute: named.attribute, test: end }, at, named.count + 1);
}

/** "The cheapest", "the most recent", by the words of a type. */
function ofType(reading: NarrowingReading, at: number): PlacedNarrowing | null {
  const { words } = reading;
  const [raw, next] = [words[at]?.raw ?? '', words[at + 1]?.raw ?? ''];
  const two = ENDS.get(`${raw} ${next}`);
  const found = two ?? ENDS.get(raw);
  if (!found || !isEnd(reading, at)) return null;
  const attribute = attributeAt(reading, found.types, at);
  return attribute === null ? null : placed(reading, { attribute, test: found.end }, at, two ? 2 : 1);
}

/** False for "at the latest", "last night" and "my last name". */
function isEnd({ words }: NarrowingReading, at: number): boolean {
  const { raw } = words[at] ?? {};
  const [before, first] = [words[at - 1]?.raw, words[at - 2]?.raw];
  if (before === 'the' && first === 'at') return false;
  if (raw !== 'last') return true;
  const next = words[at + 1];
  return before !== 'my' && !(next && (NO_END_AFTER_LAST.has(next.raw) || /^\d/.test(next.raw)));
}

/** A comparison with what is chosen, or with all that is shown. */
function comparedAt(
  reading: NarrowingReading,
  compared: readonly Option[],
  at: number,
): PlacedNarrowing | null {
  const { words } = reading;
  const [raw, next] = [words[at]?.raw ?? '', words[at + 1]?.raw ?? ''];
  const two = COMPARED.get(`${raw} ${next}`);
  const found = two ?? COMPARED.get(raw);
  if (!found || !isCompared(reading, at, two ? 2 : 1)) return null;
  const attribute = attributeAt(reading, found.types, at);
  const isOne = words[at - 1]?.raw === 'the';
  const narrowing = attribute === null ? null : beyond(attribute, found.test, compared, isOne);
  return narrowing && placed(reading, narrowing, at, two ? 2 : 1);
}

function isCompared({ words }: NarrowingReading, at: number, count: number): boolean {
  const before = words[at - 1];
  const isAfter = before !== undefined && words[at]?.after === '' && BEFORE_COMPARED.has(before.raw);
  return isAfter || words.length <= SHORT || AFTER_COMPARED.has(words[at + count]?.raw ?? '');
}

/** Beyond what is chosen or shown. Of two or more that are shown, "the later one" is at the end. */
function beyond(
  attribute: string,
  test: 'above' | 'below',
  compared: readonly Option[],
  isOne: boolean,
): Narrowing | null {
  const values = compared.map((option) => numberOf(option, attribute)).filter((value) => value !== null);
  if (values.length === 0 || values.length < compared.length) return null;
  if (compared.length === 2 || (isOne && compared.length > 1))
    return { attribute, test: test === 'above' ? 'most' : 'least' };
  const value = test === 'above' ? Math.max(...values) : Math.min(...values);
  return { attribute, test, value };
}
