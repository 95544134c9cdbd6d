import type { Word } from './message-words.ts';
import { AROUND_POSITIONS, BEFORE_POSITION, FUNCTION_WORDS, NUMBERS, ORDINALS } from './word-lists.ts';

/** A word that names a place in the list, counted from 0. */
export interface Position {
  readonly word: number;
  readonly place: number;
}

const FEW_DIGITS = /^\d{1,2}$/;
const NTH = /^(\d{1,2})(?:st|nd|rd|th)$/;
const COUNTED = new Set(['items', 'ones', 'of', 'things', 'orders']);
const NOUNS = new Set('one ones option item choice'.split(' '));

/** Reads places in the list: "2", "#2", "the second and the last". Null if the message names places that are not there. */
export function positions(
  words: readonly Word[],
  length: number,
  nothingElse = false,
): readonly Position[] | null {
  const onlyThat = isOnlyPositions(words);
  if (nothingElse && !onlyThat) return [];
  const found = words.flatMap((word, at) => {
    if (word.taken || runAt(words, at - 1) !== null) return [];
    const run = runAt(words, at);
    if (run !== null) return placesOf(run, length).map((place) => ({ word: at, place }));
    const place = placeOf(words, at, length, onlyThat);
    return place === null ? [] : [{ word: at, place }];
  });
  if (found.every(({ place }) => place >= 0 && place < length)) return found;
  return onlyThat ? null : [];
}

function isOnlyPositions(words: readonly Word[]): boolean {
  return words.every(({ raw }, at) => {
    if (FEW_DIGITS.test(raw)) return !COUNTED.has(words[at + 1]?.raw ?? '') && words[at - 1]?.raw !== 'all';
    return AROUND_POSITIONS.has(raw) || runAt(words, at - 1) !== null || ordinal(raw, 0) !== null;
  });
}

interface Run {
  readonly end: 'first' | 'last';
  readonly count: number;
}

/** "The first two", "the last 3": the places at one end; null at any other word. */
function runAt(words: readonly Word[], at: number): Run | null {
  const [end, next, beyond] = [words[at]?.raw, words[at + 1], words[at + 2]];
  if ((end !== 'first' && end !== 'last') || !next || next.after !== '') return null;
  const known = beyond?.after !== '' || COUNTED.has(beyond.raw) || FUNCTION_WORDS.has(beyond.raw);
  if (!known && !AROUND_POSITIONS.has(beyond.raw)) return null;
  const count = FEW_DIGITS.test(next.raw) ? Number(next.raw) : NUMBERS.indexOf(next.raw);
  return count > 1 ? { end, count } : null;
}

const placesOf = ({ end, count }: Run, length: number): readonly number[] =>
  Array.from({ length: count }, (_, at) => (end === 'first' ? at : length - count + at));

function placeOf(words: readonly Word[], at: number, length: number, onlyThat: boolean): number | null {
  const { raw, numbered } = words[at] as Word;
  const before = words[at - 1]?.raw ?? '';
  if (FEW_DIGITS.test(raw))
    return onlyThat || numbered || BEFORE_POSITION.has(before) ? Number(raw) - 1 : null;
  const number = NUMBERS.indexOf(raw);
  if (number > 0 && BEFORE_POSITION.has(before) && before !== 'no') return number - 1;
  const place = ordinal(raw, length);
  return place !== null && (onlyThat || isAPlace(words, at)) ? place : null;
}

function ordinal(raw: string, length: number): number | null {
  if (raw === 'last' || raw === 'bottom') return length - 1;
  if (raw === 'top') return 0;
  const word = ORDINALS.indexOf(raw);
  if (word >= 0) return word;
  const digits = NTH.exec(raw)?.[1];
  return digits === undefined ? null : Number(digits) - 1;
}

/** True for "the second one" and "the second and …", not for "the first time" and "my last order". */
function isAPlace(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.raw ?? '';
  const next = words[at + 1];
  const ends = next === undefined || next.after !== '';
  if (next && !ends && NOUNS.has(next.raw)) return before !== 'my';
  if (before !== 'the') return false;
  return ends || FUNCTION_WORDS.has(next.raw);
}
