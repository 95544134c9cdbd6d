import { meaningOf } from '../claims/english-meanings.ts';
import { FUNCTION_WORDS } from '../claims/english-talk.ts';
import { stemOf } from '../claims/stem.ts';

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const COUNTED =
  /\b(no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) (\p{L}+)(?: (\p{L}+))?(?: (\p{L}+))?/gu;
const TIMES = /^(?:minut|hour|dai|night|week|month|year|percent|busi|dollar|cent)$/;

/** The numbers that a plain text has before words: `2 certif` of "two travel certificates". Times are none. */
export function countedWords(plain: string): readonly string[] {
  return [...plain.matchAll(COUNTED)].flatMap(([, number = '', ...words]) => {
    const value = NUMBERS.includes(number) ? NUMBERS.indexOf(number) : Number(number);
    const end = words.findIndex((word) => word === undefined || FUNCTION_WORDS.has(word));
    const stems = words.slice(0, end < 0 ? words.length : end).map((word) => meaningOf(stemOf(word)));
    return stems.some((stem) => TIMES.test(stem)) ? [] : stems.map((stem) => `${value} ${stem}`);
  });
}

/** A word that texts count otherwise than a plain rule does, and none as it does; null if there is none. */
export function countedOtherwise(said: readonly string[], known: readonly string[]): string | null {
  const other = said.find((count) => {
    const [number = '', stem = ''] = count.split(' ');
    // "One" and "no" are said of much.
    return Number(number) > 1 && !known.includes(count) && known.some((each) => each.endsWith(` ${stem}`));
  });
  return other?.split(' ')[1] ?? null;
}
