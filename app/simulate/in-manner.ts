import type { Manner } from '../../config/schemas/customer-schema.ts';
import { own } from '../../core/values/own.ts';
import type { Random } from '../../core/values/seeded-random.ts';

/** Letters that fingers hit instead. */
const BESIDE: { readonly [letter: string]: string } = {
  a: 's',
  e: 'r',
  i: 'u',
  n: 'm',
  o: 'p',
  r: 't',
  s: 'a',
  t: 'r',
};
/** Of a hundred words, so many are mistyped. */
const MISTYPED = 18;

/** Writes a text in a manner. What stands in `kept` stays as it is: numbers, names, addresses. */
export function inManner(text: string, manner: Manner, random: Random, kept: readonly string[]): string {
  const tidy = text.replace(/\s+/g, ' ').trim();
  if (manner === 'terse') return lowerBut(tidy.replace(/[.!]+$/, ''), kept);
  if (manner !== 'mistyped') return tidy;
  const values = kept.flatMap((value) => value.split(' '));
  const words = lowerBut(tidy, kept).split(' ');
  return words
    .map((word) => (isPlain(word, values) && random.chance(MISTYPED) ? typo(word, random) : word))
    .join(' ');
}

/** Only words of letters are mistyped, from five letters on. */
const isPlain = (word: string, values: readonly string[]) =>
  /^[a-z]{5,}$/i.test(word) && !values.some((value) => value.includes(word));

function lowerBut(text: string, kept: readonly string[]): string {
  const first = text.charAt(0);
  return kept.some((value) => text.startsWith(value)) ? text : first.toLowerCase() + text.slice(1);
}

function typo(word: string, random: Random): string {
  const at = random.between(1, word.length - 2);
  const [before, one, other, after] = [
    word.slice(0, at),
    word.charAt(at),
    word.charAt(at + 1),
    word.slice(at + 2),
  ];
  return random.pick([
    `${before}${other}${one}${after}`,
    `${before}${other}${after}`,
    `${before}${own(BESIDE, one) ?? one}${other}${after}`,
    `${before}${one}${one}${other}${after}`,
  ]);
}
