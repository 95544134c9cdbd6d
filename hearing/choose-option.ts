import type { Option } from '../core/state.ts';
import type { Json } from '../core/values/json.ts';
import { plainWords } from './plain-words.ts';
import { saidOutright } from './said-outright.ts';

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const LAST = /\blast( one)?\b/;
const EVERYTHING = /^(all|both|everything|all of them|both of them|the whole order|all items)$/;

/** Words before an exclusion. */
const BUT = /\b(?:except|excluding|apart from|other than|instead of|rather than)\b/;
const ALL = /\b(?:all|everything|both)\b/;
const NOT_ALL = /\b(?:but|without|not)\b/;
/** "2 items" is a count, not a choice. */
const HOW_MANY = /\b\d{1,2} (?:items|ones)\b/;
/** Words allowed around a number that means a position in the list. */
const AROUND_NUMBERS = new Set([
  ...'number option item items the please and no i want would like take id one ones last'.split(' '),
  ...ORDINALS,
]);
const POSITION = /^\d{1,2}$/;
/** Words that occur in any label and distinguish none. */
const SMALL = new Set(
  'a i an and are at by for from in is it its my of on one or that the this to was with'.split(' '),
);

/** A message's choice from a list of options. `ambiguous`: it fits several options equally. */
export type Choice = readonly Option[] | 'ambiguous' | null;

/**
 * Reads the options that a message chooses: by id, number, ordinal or distinctive words. Null if it chooses
 * none.
 */
export function chooseOptions(text: string, options: readonly Option[], many: boolean): Choice {
  const said = plainWords(text);
  if (many && EVERYTHING.test(said)) return options;
  if (isAllBut(said)) return null;
  for (const read of [byValue, byNumber, byWords]) {
    const chosen = read(text, said, options, many);
    if (chosen.length === 1 || (many && chosen.length > 0)) return chosen;
    if (chosen.length > 1) return 'ambiguous';
  }
  return null;
}

/** Reads a choice from a list by number only: similar words are no choice of a declared option. */
export function chooseNumber(text: string, options: readonly Option[]): Choice {
  const chosen = byNumber(text, plainWords(text), options, false);
  return chosen.length === 1 ? chosen : null;
}

/** The slot's value for the chosen options. */
export function chosenValue(chosen: readonly Option[], many: boolean): Json {
  return many ? chosen.map((option) => option.element) : (chosen[0]?.element ?? null);
}

function isAllBut(said: string): boolean {
  const all = ALL.exec(said);
  return BUT.test(said) || (all !== null && NOT_ALL.test(said.slice(all.index)));
}

function byValue(text: string, _said: string, options: readonly Option[]): readonly Option[] {
  const ids = options.map(({ value }) => plainWords(String(value)));
  return options.filter((_, index) => (ids[index]?.length ?? 0) >= 4 && saidOutright(text, ids[index] ?? ''));
}

function byNumber(_text: string, said: string, options: readonly Option[], many: boolean): readonly Option[] {
  const words = said.split(' ');
  if (!words.every((word) => AROUND_NUMBERS.has(word) || POSITION.test(word)) || HOW_MANY.test(said))
    return [];
  const numbers = [...said.matchAll(/\b\d{1,2}\b/g)].map(([digits]) => Number(digits));
  const ordinals = ORDINALS.flatMap((word, index) => (words.includes(word) ? [index + 1] : []));
  if (LAST.test(said)) ordinals.push(options.length);
  const wanted = [...new Set([...numbers, ...ordinals])];
  const chosen = wanted.flatMap((number) => options[number - 1] ?? []);
  const allExist = chosen.length === wanted.length;
  return allExist && (many || chosen.length === 1) ? chosen : [];
}

/** Scores each option by the words of its label that not all options share. */
function byWords(text: string, said: string, options: readonly Option[], many: boolean): readonly Option[] {
  const labels = options.map(({ label }) => [...new Set(plainWords(label).split(' ').map(singular))]);
  const words = wordsSaid(text, said, new Set(labels.flat()));
  const scores = labels.map((label) => scoreOf(label, labels, words, many));
  const best = Math.max(0, ...scores);
  if (best === 0)
    return options.length === 1 && labels[0]?.some((word) => isLong(word) && words.has(word)) ? options : [];
  return many
    ? options.filter((_, index) => isNamed(labels, scores, index, words))
    : options.filter((_, index) => scores[index] === best);
}

/** The score of a long word: more than all one-letter sizes and one-digit numbers together. */
const LONG_WORD = 100;

function scoreOf(
  label: readonly string[],
  labels: readonly (readonly string[])[],
  words: ReadonlySet<string>,
  many: boolean,
): number {
  const named = label.filter((word) => words.has(word));
  const apart = named.filter((word) => !labels.every((other) => other.includes(word)));
  const long = apart.filter(isLong).length;
  // Beside other words "5" and "L" are parts of a label. Alone, or with several choices, "5" is a position.
  const short = many || !named.some(isLong) ? 0 : apart.length - long;
  return long * LONG_WORD + short;
}

/** The words of labels that occur in a message. */
function wordsSaid(text: string, said: string, ofLabels: ReadonlySet<string>): ReadonlySet<string> {
  const words = new Set(said.replace(HOW_MANY, ' ').split(' '));
  const contracted = new Set(
    text.match(/(?<=\p{L}['’])\p{L}(?!\p{L})/giu)?.map((letter) => letter.toLowerCase()),
  );
  return new Set(
    [...words]
      .filter((word) => ofLabels.has(singular(word)) && !SMALL.has(word) && !contracted.has(word))
      .filter((word) => saidOutright(text, word))
      .map(singular),
  );
}

const isLong = (word: string) => word.length > 1;
const singular = (word: string) => (word.length > 3 ? word.replace(/s$/, '') : word);

/** True if an option is chosen. With `many`, one whose first word (its name) was said counts beside the best one. */
function isNamed(
  labels: readonly (readonly string[])[],
  scores: readonly number[],
  index: number,
  words: ReadonlySet<string>,
): boolean {
  const score = scores[index] ?? 0;
  const sameName = labels.map((label, other) => (label[0] === labels[index]?.[0] ? (scores[other] ?? 0) : 0));
  const nameSaid = words.has(labels[index]?.[0] ?? '');
  return score > 0 && score === Math.max(...sameName) && (nameSaid || score === Math.max(...scores));
}
