import { wordsOf } from './terms.ts';

/** The shortest word that is corrected. Shorter ones have too many neighbours. */
const SHORTEST = 4;
/** The difference of rarities from which the commoner of two near words is meant: a logarithm, e times as common. */
const CLEARLY = 1;
/**
 * The rarity below which a word is common: it is in one of 150 examples or more. A rare known word is as likely to be
 * the slip as the other is: "scan" and "scam", "wide" and "wife" are both English.
 */
const COMMON = 5;
/** The largest number of corrected words of one message. */
const MOST = 12;

/** Replaces words that are misspelt in a text. */
export type Speller = (text: string) => string;

/**
 * Corrects words of the examples' language: an unknown word becomes the common one that is a slip away from it
 * and begins with the same letter. A slip is one letter added, left out, replaced or swapped with the next.
 *
 * Of several the one counts that is much commoner than the others. `rarityOf` is a word's inverse document frequency.
 *
 * Neighbours are found by their forms with one letter left out (the method of SymSpell), so that a correction costs
 * the word's length and not the vocabulary's.
 */
export function speller(
  vocabulary: ReadonlySet<string>,
  rarityOf: (word: string) => number | undefined,
): Speller {
  let byForm: ReadonlyMap<string, readonly string[]> | undefined;
  const correct = (word: string): string => {
    byForm ??= formsOf(vocabulary);
    const rarity = (known: string) => rarityOf(known) ?? Number.POSITIVE_INFINITY;
    const [best, second] = nearWords(byForm, word).toSorted((one, other) => rarity(one) - rarity(other));
    if (best === undefined || rarity(best) >= COMMON) return word;
    return second === undefined || rarity(second) - rarity(best) >= CLEARLY ? best : word;
  };
  return (text) => {
    const unknown = [...new Set(wordsOf(text))].filter(
      (word) => word.length >= SHORTEST && /^\p{L}+$/u.test(word) && !vocabulary.has(word),
    );
    return unknown.slice(0, MOST).reduce((left, word) => replaced(left, word, correct(word)), text);
  };
}

function nearWords(byForm: ReadonlyMap<string, readonly string[]>, word: string): readonly string[] {
  const known = [word, ...shortened(word)].flatMap((form) => byForm.get(form) ?? []);
  return [...new Set(known)].filter((each) => each[0] === word[0] && isSlip(word, each));
}

function formsOf(vocabulary: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, string[]>();
  for (const word of vocabulary) {
    if (word.length < SHORTEST || !/^\p{L}+$/u.test(word)) continue;
    for (const form of [word, ...shortened(word)]) {
      const known = forms.get(form);
      if (known) known.push(word);
      else forms.set(form, [word]);
    }
  }
  return forms;
}

/** The forms of a word with one letter left out. */
const shortened = (word: string): readonly string[] =>
  [...word].map((_, index) => word.slice(0, index) + word.slice(index + 1));

/** True if one letter is added, left out, replaced or swapped with the next. */
function isSlip(one: string, other: string): boolean {
  let from = 0;
  while (from < one.length && one[from] === other[from]) from += 1;
  const [a, b] = [one.slice(from), other.slice(from)];
  if (a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1)) return true;
  return a.slice(2) === b.slice(2) && a[0] === b[1] && a[1] === b[0];
}

function replaced(text: string, word: string, by: string): string {
  if (word === by) return text;
  const at = text.toLowerCase().indexOf(word);
  return at < 0 ? text : text.slice(0, at) + by + text.slice(at + word.length);
}
