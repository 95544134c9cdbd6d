import type { Places } from './mention.ts';
import type { Word } from './message-words.ts';
import type { OptionIndex } from './option-index.ts';
import { isMistyped } from './word-form.ts';
import { COMMON_WORDS, FUNCTION_WORDS, REQUEST_WORDS } from './word-lists.ts';

/** The part that a word can have in naming an option. `neutral` words are understood and tell none apart. */
export type Meaning =
  | { readonly kind: 'id' | 'name' | 'detail' | 'element'; readonly places: Places; readonly form: string }
  | { readonly kind: 'neutral' }
  | { readonly kind: 'filler' }
  | { readonly kind: 'unknown' };

const NEUTRAL: Meaning = { kind: 'neutral' };
const FILLER: Meaning = { kind: 'filler' };
const UNKNOWN: Meaning = { kind: 'unknown' };
const SHORT_NUMBER = /^\d{1,2}$/;
const FOUR_DIGITS = /^\d{4}$/;
const ANSWERS = new Set(['yes', 'no', 'none']);
const LONGEST_ATTRIBUTE = 4;
const ENDING = new Set('ending ends end ended digits digit last number'.split(' '));

/** Reads the words of a message against a list of options. */
export function wordMeanings(words: readonly Word[], index: OptionIndex): readonly Meaning[] {
  const inLabels = labelWords(words, index);
  const alone = words.filter(({ taken, raw }) => !taken && !FUNCTION_WORDS.has(raw)).length === 1;
  const known = spelledRight(index);
  return words.map((word, at) => {
    if (word.taken) return FILLER;
    const places = inLabels.get(at) ?? idOf(words, at, index);
    if (places) return { kind: 'id', places, form: word.raw };
    return (
      answerOf(words, at, index) ??
      fillerAt(words, at, alone, index) ??
      directed(known(word.form), words[at - 1]?.raw ?? '', index)
    );
  });
}

/** Words that build the sentence, and letters and numbers that stand alone. Null for any other. */
function fillerAt(words: readonly Word[], at: number, alone: boolean, index: OptionIndex): Meaning | null {
  const { raw } = words[at] as Word;
  if (FUNCTION_WORDS.has(raw)) return FILLER;
  if (!isLonely(words, at, alone, index)) return null;
  return SHORT_NUMBER.test(raw) ? FILLER : NEUTRAL;
}

/** "Privacy cover yes", "no privacy cover": an attribute that is had or not. */
function answerOf(words: readonly Word[], at: number, index: OptionIndex): Meaning | null {
  const form = words[at]?.form ?? '';
  if (!ANSWERS.has(form)) return null;
  const attribute =
    form === 'no'
      ? (attributeAt(words, at - 1, index) ?? attributeBehind(words, at, index))
      : attributeAt(words, at - 1, index);
  if (attribute === null) return null;
  const part = ` ${attribute} ${form} `;
  const places = new Set(
    [...index.labels.keys()].filter((place) => ` ${index.labels[place]} `.includes(part)),
  );
  return tellsApart(places, index) ? { kind: 'detail', places, form } : null;
}

function attributeAt(words: readonly Word[], at: number, index: OptionIndex): string | null {
  const word = words[at];
  return word && !word.taken && words[at + 1]?.after === '' && index.attributes.has(word.form)
    ? word.form
    : null;
}

/** The last word of the attribute behind a "no". */
function attributeBehind(words: readonly Word[], at: number, index: OptionIndex): string | null {
  let last = at + 1;
  while (
    last - at < LONGEST_ATTRIBUTE &&
    words[last + 1]?.after === '' &&
    index.attributes.has(words[last + 1]?.form ?? '')
  )
    last++;
  const word = words[last];
  return word && !word.taken && words[at + 1]?.after === '' && index.attributes.has(word.form)
    ? word.form
    : null;
}

/** Reads a word as it is, else the only word of labels that it may be a slip of. */
function spelledRight(index: OptionIndex): (form: string) => Meaning {
  const corrected = new Map<string, Meaning>();
  return (form) => {
    const meaning = corrected.get(form) ?? wordMeaning(form, index);
    if (meaning.kind !== 'unknown' || corrected.has(form)) return meaning;
    const right = mistypedFor(form, index);
    const read = right === null ? meaning : wordMeaning(right, index);
    corrected.set(form, read);
    return read;
  };
}

/** "To Boston" fits the labels that have it so, if there are any. */
function directed(meaning: Meaning, before: string, { labels }: OptionIndex): Meaning {
  if (meaning.kind !== 'detail' || (before !== 'to' && before !== 'from')) return meaning;
  const part = before === 'to' ? ` to ${meaning.form} ` : ` ${meaning.form} to `;
  const places = new Set([...meaning.places].filter((place) => ` ${labels[place]} `.includes(part)));
  return places.size > 0 ? { ...meaning, places } : meaning;
}

function wordMeaning(form: string, index: OptionIndex): Meaning {
  const named = index.byName.get(form);
  const isCommon = COMMON_WORDS.has(form);
  if (named) {
    const places = isCommon ? headedBy(form, named, index) : named;
    if (tellsApart(places, index)) return { kind: 'name', places, form };
  }
  const detailed = index.byDetail.get(form);
  if (detailed && tellsApart(detailed, index)) return { kind: 'detail', places: detailed, form };
  if (named || detailed || index.lead.has(form) || isCommon) return NEUTRAL;
  if (REQUEST_WORDS.has(form)) return FILLER;
  const inElement = index.byElement(form);
  if (!inElement) return UNKNOWN;
  return tellsApart(inElement, index) ? { kind: 'element', places: inElement, form } : NEUTRAL;
}

/** True if the word fits some options and not all. The word of an only option tells it from anything else. */
function tellsApart(places: Places, { options }: OptionIndex): boolean {
  return places.size > 0 && (places.size < options.length || options.length === 1);
}

/** The options whose name ends with the word. */
function headedBy(form: string, places: Places, { names }: OptionIndex): Places {
  return new Set([...places].filter((place) => names[place]?.at(-1) === form));
}

/** The words of labels that were said whole, with the options that have them. The longest label wins. */
function labelWords(words: readonly Word[], { labels }: OptionIndex): ReadonlyMap<number, Places> {
  const found = new Map<number, Places>();
  const text = ` ${words.map(({ form, taken }) => (taken ? '\u0000' : form)).join(' ')} `;
  const longestFirst = [...new Set(labels)].toSorted((one, other) => other.length - one.length);
  for (const label of longestFirst.filter((one) => one.includes(' '))) {
    const from = text.indexOf(` ${label} `);
    if (from < 0) continue;
    const first = text.slice(0, from + 1).split(' ').length - 2;
    const all = label.split(' ').map((_, offset) => first + offset);
    const places = new Set([...labels.keys()].filter((place) => labels[place] === label));
    if (all.every((at) => !found.has(at))) for (const at of all) found.set(at, places);
  }
  return found;
}

function idOf(words: readonly Word[], at: number, index: OptionIndex): Places | null {
  const { raw, form } = words[at] as Word;
  if (raw.length < 4 || !/\d/.test(raw)) return null;
  const places = index.byId(raw);
  if (!places || !tellsApart(places, index)) return null;
  if (!FOUR_DIGITS.test(raw) || index.byName.has(form) || index.byDetail.has(form)) return places;
  const before = words.slice(Math.max(0, at - 3), at).map(({ raw: word }) => word);
  return words.length <= 3 || before.some((word) => ENDING.has(word)) ? places : null;
}

/** A letter or a small number names an attribute only beside a word of the same option: "size L", "5 litres". */
const needsCompany = (raw: string): boolean => raw.length === 1 || SHORT_NUMBER.test(raw);

function isLonely(words: readonly Word[], at: number, alone: boolean, index: OptionIndex): boolean {
  const { raw } = words[at] as Word;
  if (!needsCompany(raw)) return false;
  return alone ? SHORT_NUMBER.test(raw) : !hasCompany(words, at, index);
}

function hasCompany(words: readonly Word[], at: number, index: OptionIndex): boolean {
  return [-1, 1].some((step) => {
    let near = at + step;
    while (words[near] && FUNCTION_WORDS.has(words[near]?.raw ?? '') && Math.abs(near - at) < 3) near += step;
    const word = words[near];
    return word !== undefined && !word.taken && isOfLabels(word, index);
  });
}

function isOfLabels({ raw, form }: Word, index: OptionIndex): boolean {
  if (needsCompany(raw) && !/\d/.test(raw)) return false;
  return (
    index.byDetail.has(form) || index.byName.has(form) || index.lead.has(form) || index.attributes.has(form)
  );
}

/** The only word of labels that this one is a slip of; null if there is none, or several. */
function mistypedFor(form: string, { byName, byDetail }: OptionIndex): string | null {
  for (const known of [byName, byDetail]) {
    const near = [...known.keys()].filter((word) => isMistyped(form, word));
    if (near.length > 0) return near.length === 1 ? (near[0] ?? null) : null;
  }
  return null;
}
