import { own } from '../../core/values/own.ts';
import { ENGLISH } from '../languages/english/english.ts';
import type { Language, NumberWords } from '../languages/language.ts';
import { messageWords } from './message-words.ts';
import { readNumberWords } from './number-words.ts';
import { type ReadValue, valueAt, withoutOverlaps } from './value-reader.ts';

/** The numbers of a message, in digits or in words. */
export function readNumbers(
  text: string,
  { numbers }: Pick<Language, 'numbers'> = ENGLISH,
): readonly ReadValue<number>[] {
  return withoutOverlaps([...inDigits(text, numbers), ...inWords(text, numbers)]);
}

function inDigits(text: string, { digits, group, factors }: NumberWords): readonly ReadValue<number>[] {
  return [...text.matchAll(digits)].map((match) => {
    const [all, minus = '', whole = '', fraction = '', factor = ''] = match;
    const number = Number(`${minus}${whole.replaceAll(group, '')}${fraction.replace(',', '.')}`);
    const scaled = number * (own(factors, factor.toLowerCase()) ?? 1);
    return valueAt(text, match.index, match.index + all.length, Number(scaled.toFixed(6)));
  });
}

function inWords(text: string, { words: known }: NumberWords): readonly ReadValue<number>[] {
  const words = messageWords(text);
  if (known)
    return words.flatMap(({ word, span }) => {
      const value = known.get(word);
      return value === undefined ? [] : [valueAt(text, span.from, span.to, value)];
    });
  const plain = words.map(({ word }) => word);
  const found: ReadValue<number>[] = [];
  for (let start = 0; start < words.length; ) {
    const read = readNumberWords(plain, start);
    const from = words[start]?.span.from ?? 0;
    if (read) found.push(valueAt(text, from, words[start + read.count - 1]?.span.to ?? from, read.value));
    start += read?.count ?? 1;
  }
  return found;
}
