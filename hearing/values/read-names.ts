import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';
import { NO_NAMES, PARTICLES } from './name-words.ts';
import { type ReadValue, valueAt } from './value-reader.ts';

export type PersonName = { readonly first: string; readonly last: string };

/** "my first name is Jane and my last name is Doe". */
const IN_PARTS =
  /\bfirst\s+name(?:\s+is|['’]s|:)?\s+(?<first>\p{L}[\p{L}\p{M}'’-]*)[,;]?\s+(?:and\s+)?(?:my\s+|the\s+)?(?:last|family|sur)\s?name(?:\s+is|['’]s|:)?\s+(?<last>\p{L}[\p{L}\p{M}'’-]*)/giu;
const WORD = /[\p{L}][\p{L}\p{M}'’-]*\.?/uy;
const GAP = /[ \t]+/uy;
const COMMA = /,[ \t]*/uy;
/** A name on its own before a zip code, written with capitals; "here" and the city may stand between them. */
const BEFORE_ZIP =
  /(?<=^|[.!?;:,\n]\s{0,3}|\band\s)(?=\p{Lu}[\p{L}'’-]+\s+(?:\p{L}[\p{L}'’-]*\s+){0,4}?\p{Lu}[\p{L}'’-]+(?:\s+here\b|,?\s+(?:from|in)(?:\s+\p{L}[\p{L}.]*){1,3}?)?[,.;:]?\s+(?:-\s+)?(?:and\s+)?(?:(?:my\s+|the\s+)?(?:zip|postal)(?:\s?code)?(?:\s+is|['’]s)?:?\s*)?\d{5}(?![\p{L}\d]))/gu;
/** The same in any letters, where a sentence begins: two words, so that "cancel my order 85049" is none. */
const SMALL_BEFORE_ZIP =
  /(?<=^[\s"'“(]*(?:(?:hi|hello|hey|hiya)(?:\s+there)?[\s,.!]+)?|[.!?;\n]\s{0,3})(?=\p{L}[\p{L}'’-]+\s+(?:(?:de|la|van|von|del|di|da)\s+){0,2}\p{L}[\p{L}'’-]+(?:\s+here\b|,?\s+(?:from|in)(?:\s+\p{L}[\p{L}.]*){1,3}?)?[,.;:]?\s+(?:-\s+)?(?:and\s+)?(?:(?:my\s+|the\s+)?(?:zip|postal)(?:\s?code)?(?:\s+is|['’]s)?:?\s*)?\d{5}(?![\p{L}\d]))/giu;
const AFTER = /^\s*(?:$|[,.;:!\n"'”)\d-]|(?:and|zip|my|here|from|postal|with)\b)/i;
const STRONG = /name/i;
/** A capital inside a sentence, besides "I". */
const CAPITALS = /[\p{L},] (?!I\b)\p{Lu}/u;
const MOST_WORDS = 6;
/** "it's", "I'm". */
const CONTRACTED = /['’](?:s|m|re|ve|ll|d|t)$/;

interface NameWord {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The names of persons in a message: behind "my name is", or in an answer at its start. */
export function readNames(
  text: string,
  { asked }: { readonly asked: boolean },
  { names }: Pick<Language, 'names'> = ENGLISH,
): readonly ReadValue<PersonName>[] {
  const led = [...text.matchAll(names.lead)];
  const alone = [BEFORE_ZIP, SMALL_BEFORE_ZIP].flatMap((place) =>
    [...text.matchAll(place)].map(({ index }) => index),
  );
  const start = asked && !text.includes('?') ? (names.courtesy.exec(text)?.[0] ?? '').length : null;
  const found = new Map<number, ReadValue<PersonName>>();
  const add = (name: ReadValue<PersonName> | null) => {
    if (name && !found.has(name.span.from)) found.set(name.span.from, name);
  };
  for (const { index, 0: words } of led)
    add(likely(text, nameAt(text, index + words.length), STRONG.test(words)));
  for (const match of text.matchAll(IN_PARTS)) {
    const { first = '', last = '' } = match.groups ?? {};
    add(valueAt(text, match.index, match.index + match[0].length, { first, last }));
  }
  for (const place of alone) add(nameAt(text, place));
  const answer = start === null ? null : nameAt(text, start);
  // "Track parcel 7" is no name: nothing but the rest of an identification may follow one.
  add(answer && AFTER.test(text.slice(answer.span.to)) ? likely(text, answer, false) : null);
  return [...found.values()].toSorted((one, other) => one.span.from - other.span.from);
}

/** Names have capitals, unless nothing inside the message's sentences has, or the words before can only announce a name. */
function likely(
  text: string,
  name: ReadValue<PersonName> | null,
  announced: boolean,
): ReadValue<PersonName> | null {
  const written = /^\p{Lu}/u.test(name?.value.first ?? '') && /\p{Lu}/u.test(name?.value.last ?? '');
  return announced || written || !CAPITALS.test(text) ? name : null;
}

function nameAt(text: string, start: number): ReadValue<PersonName> | null {
  const words = wordsFrom(text, start);
  const reversed = words.length === 1 ? reversedAt(text, words[0]) : null;
  if (reversed) return reversed;
  const value = nameOf(words.map(({ text: word }) => word));
  return value && valueAt(text, words[0]?.from ?? start, words.at(-1)?.to ?? start, value);
}

/** The name that these words are. Middle names belong to neither part; particles belong to the last name. */
export function nameOf(words: readonly string[]): PersonName | null {
  const [first, ...others] = words;
  const last = others.at(-1);
  if (first === undefined || last === undefined || isParticle(last)) return null;
  const firstParticle = others.findIndex(isParticle);
  const family = firstParticle < 0 ? [last] : others.slice(firstParticle);
  return { first: bare(first), last: family.map(bare).join(' ') };
}

/** "Thomas, Liam". */
function reversedAt(text: string, last: NameWord | undefined): ReadValue<PersonName> | null {
  if (!last) return null;
  COMMA.lastIndex = last.to;
  const comma = COMMA.exec(text);
  const [first, ...others] = comma ? wordsFrom(text, last.to + comma[0].length) : [];
  if (!first || others.length > 0) return null;
  return valueAt(text, last.from, first.to, { first: bare(first.text), last: bare(last.text) });
}

/** The words of a name from a place on, up to the first word that belongs to none. */
function wordsFrom(text: string, start: number): readonly NameWord[] {
  const words: NameWord[] = [];
  let at = start;
  while (words.length < MOST_WORDS) {
    WORD.lastIndex = at;
    const word = WORD.exec(text);
    if (!word || !mayBeNamed(word[0], words.length)) break;
    // A digit or sign right behind makes it a code or an address.
    if (/^(?:[\p{N}@_/]|\.?[\p{L}\p{N}])/u.test(text.slice(WORD.lastIndex, WORD.lastIndex + 2))) return [];
    at = WORD.lastIndex;
    if (word[0].length > 2 && word[0].endsWith('.')) {
      // A stop behind a whole word ends the sentence; behind a letter it belongs to the initial.
      words.push({ text: bare(word[0]), from: word.index, to: at - 1 });
      break;
    }
    words.push({ text: word[0], from: word.index, to: at });
    GAP.lastIndex = at;
    if (!GAP.exec(text)) break;
    at = GAP.lastIndex;
  }
  return words;
}

function mayBeNamed(word: string, position: number): boolean {
  const plain = bare(word).toLowerCase();
  if (isParticle(plain)) return position > 0;
  if (CONTRACTED.test(plain)) return false;
  return !NO_NAMES.has(plain) && (position > 0 || !/ing$/.test(plain)) && (plain.length > 1 || position > 0);
}

const isParticle = (word: string) => PARTICLES.has(bare(word).toLowerCase());
const bare = (word: string) => word.replace(/\.$/, '');
