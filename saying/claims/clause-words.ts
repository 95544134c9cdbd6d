import { byText } from './by-text.ts';

const CONTRACTED: readonly (readonly [RegExp, string])[] = [
  [/\bcan(?:'t|not)\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'re\b/g, ' are'],
  [/'m\b/g, ' am'],
  [/'d\b/g, ' would'],
  [/\bcall(ed|ing)? (?:it |that |them )?off\b/g, 'cancell$1'],
  [/\b(?:send|sending) (it |that |them )?back\b/g, 'return $1'],
  [/\bsent (it |that |them )?back\b/g, 'returned $1'],
  [/\bcom(?:e|es|ing) back\b/g, 'return'],
  [/\b(?:paid|given) back\b/g, 'refunded'],
  [/\bmoved up to\b/g, 'upgraded to'],
  [/\bout of stock\b|\bsold out\b/g, 'unavailable'],
  [/\b(it|that|this|everything|all|here|there|what|who|he|she|order|refund)'s\b/g, '$1 is'],
];

/** A text in small letters without markup and contractions: "It's **done**" becomes "it is done". */
export const plainClause = byText(plainOf);

function plainOf(text: string): string {
  const small = text
    .toLowerCase()
    .replace(/[*_`]+/g, '')
    .replace(/[’‘]/g, "'");
  return CONTRACTED.reduce((words, [pattern, full]) => words.replace(pattern, full), small)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a plain text. */
export function clauseWords(plain: string): readonly string[] {
  return plain.match(/[#$€£]?[\p{L}\p{N}](?:[\p{L}\p{N}'#_./:@-]*[\p{L}\p{N}])?/gu) ?? [];
}
