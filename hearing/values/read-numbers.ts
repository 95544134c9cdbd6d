import { own } from '../../core/values/own.ts';
import { messageWords } from './message-words.ts';
import { readNumberWords } from './number-words.ts';
import { type ReadValue, valueAt, withoutOverlaps } from './value-reader.ts';

/** Digits that are no part of a longer code: "1,200", "12.50", "-3"; "k" and "thousand" multiply. */
const DIGITS =
  /(?<![\p{L}\p{N}_.,#@/:-])(-?)(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,6})?(?:\s?(k|thousand|million)\b)?(?![\p{L}\p{N}_@/%]|[.:,-]\d)/giu;
const FACTORS: { readonly [name: string]: number } = { k: 1000, thousand: 1000, million: 1_000_000 };

/** The numbers of a message, in digits or in words. */
export function readNumbers(text: string): readonly ReadValue<number>[] {
  return withoutOverlaps([...inDigits(text), ...inWords(text)]);
}

function inDigits(text: string): readonly ReadValue<number>[] {
  return [...text.matchAll(DIGITS)].map((match) => {
    const [all, minus = '', whole = '', fraction = '', factor = ''] = match;
    const number = Number(`${minus}${whole.replaceAll(',', '')}${fraction}`);
    const scaled = number * (own(FACTORS, factor.toLowerCase()) ?? 1);
    return valueAt(text, match.index, match.index + all.length, Number(scaled.toFixed(6)));
  });
}

function inWords(text: string): readonly ReadValue<number>[] {
  const words = messageWords(text);
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
