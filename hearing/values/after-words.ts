import type { Span } from '../../core/span.ts';
import { findPhrase } from './find-phrases.ts';
import { type MessageWord, messageWords, phraseWords } from './message-words.ts';
import type { ReadValue } from './value-reader.ts';

/** The most words between a declared word and the value that it announces. */
const MOST_BETWEEN = 4;

/**
 * The values that stand behind one of the declared words in the same clause, nearest first. A value between
 * the words and another value takes the words for itself.
 */
export function afterWords<T extends ReadValue>(
  text: string,
  values: readonly T[],
  declared: readonly string[],
): readonly T[] {
  const words = messageWords(text);
  const announcing = endsOf(words, declared);
  const near = values.flatMap((value) => {
    const distance = distanceOf(value, words, announcing, values);
    return distance === null ? [] : [{ value, distance }];
  });
  return near.toSorted((one, other) => one.distance - other.distance).map(({ value }) => value);
}

/** The number of words between a place in a text and the nearest declared word before it; null if none is near. */
export function wordsBefore(text: string, span: Span, declared: readonly string[]): number | null {
  const words = messageWords(text);
  return distanceOf({ span }, words, endsOf(words, declared), []);
}

const endsOf = (words: readonly MessageWord[], declared: readonly string[]): ReadonlySet<number> =>
  new Set(declared.flatMap((phrase) => findPhrase(words, phraseWords(phrase)).map(({ to }) => to)));
/** The values that stand before one of the declared words in the same clause, nearest first: "two more bags". */
export function beforeWords<T extends ReadValue>(
  text: string,
  values: readonly T[],
  declared: readonly string[],
): readonly T[] {
  const words = messageWords(text);
  const counted = new Set(
    declared.flatMap((phrase) => findPhrase(words, phraseWords(phrase)).map(({ from }) => from)),
  );
  const near = values.flatMap((value) => {
    const distance = distanceTo(value, words, counted, values);
    return distance === null ? [] : [{ value, distance }];
  });
  return near.toSorted((one, other) => one.distance - other.distance).map(({ value }) => value);
}

/** The number of words between a value and the nearest declared word behind it; null if there is none. */
function distanceTo(
  value: ReadValue,
  words: readonly MessageWord[],
  counted: ReadonlySet<number>,
  values: readonly ReadValue[],
): number | null {
  const own = words.findLastIndex(({ span }) => span.from < value.span.to);
  for (let distance = 0; distance <= MOST_BETWEEN; distance += 1) {
    const word = words[own + 1 + distance];
    if (!word || word.clause !== words[own]?.clause) return null;
    if (counted.has(word.span.from)) return distance;
    if (values.some(({ span }) => span.from < word.span.to && word.span.from < span.to)) return null;
  }
  return null;
}

/** The number of words between a value and the nearest declared word before it; null if there is none. */
function distanceOf(
  value: Pick<ReadValue, 'span'>,
  words: readonly MessageWord[],
  announcing: ReadonlySet<number>,
  values: readonly ReadValue[],
): number | null {
  const own = words.findIndex(({ span }) => span.to > value.span.from);
  for (let distance = 0; distance <= MOST_BETWEEN; distance += 1) {
    const word = words[own - 1 - distance];
    if (!word || word.clause !== words[own]?.clause) return null;
    if (announcing.has(word.span.to)) return distance;
    if (values.some(({ span }) => span.from < word.span.to && word.span.from < span.to)) return null;
  }
  return null;
}
