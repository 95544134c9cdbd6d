import type { Span } from '../../core/span.ts';
import { NO_NAMES, PARTICLES } from '../values/name-words.ts';
import { nameOf } from '../values/read-names.ts';
import {
  BEFORE,
  BEFORE_SELF,
  BEHIND,
  DENIALS,
  NAMES_TOO,
  NO_FIRST_NAMES,
  RELATIONS,
  SUFFIXES,
  TITLES,
} from './english.ts';
import type { PieceWord } from './list-pieces.ts';
import { folded, type Person, textOf, written } from './person.ts';

/** The ways in which a piece of a list is read. */
export interface PieceReading {
  /** True if the piece is part of an answer: looser forms count then. */
  readonly asked: boolean;
  /** Words by which customers call somebody of a record: "me". Each is the words of a phrase. */
  readonly selves: readonly (readonly string[])[];
  /** Persons that are known by their first name. */
  readonly among: readonly Person[];
  /** True if names have capitals in this text. */
  readonly capitals: boolean;
  /** True right behind somebody of the list: "me and Ana". */
  readonly follows?: boolean;
}

/** Somebody whom a piece names. */
export interface NamedPerson extends Span {
  readonly person: Person;
  /** True if words follow that say something else. */
  readonly more: boolean;
  /** True if the customer's relation to them is said, or "me". */
  readonly related: boolean;
  /** False of a name in small letters that nobody asked for: it counts only with a value of theirs. */
  readonly sure: boolean;
}

/** Reads somebody at the beginning of these words. Null if they name nobody. */
export function readPerson(words: readonly PieceWord[], reading: PieceReading): NamedPerson | null {
  if (words.some(({ plain }) => DENIALS.has(plain))) return null;
  return readSelf(words, reading) ?? readNamed(words, reading);
}

function readSelf(words: readonly PieceWord[], { selves, asked }: PieceReading): NamedPerson | null {
  const first = words.findIndex((word, at) => !BEFORE_SELF.has(word.plain) || startsSelf(words, at, selves));
  const phrase = first < 0 ? undefined : startsSelf(words, first, selves);
  if (!phrase || (!asked && first > 1)) return null;
  const rest = words.slice(first + phrase.length);
  if (!rest.every(({ plain }) => BEHIND.has(plain))) return null;
  const said = words.slice(first, first + phrase.length);
  return { ...spanOf(said), person: { said: phrase.join(' ') }, more: false, related: true, sure: true };
}

/** The longest phrase that stands at this place. */
function startsSelf(words: readonly PieceWord[], at: number, selves: PieceReading['selves']) {
  return selves
    .filter((phrase) => phrase.every((word, index) => words[at + index]?.plain === word))
    .toSorted((one, other) => other.length - one.length)[0];
}

function readNamed(words: readonly PieceWord[], reading: PieceReading): NamedPerson | null {
  const start = words.findIndex((word, at) => !isBefore(word, at, words, reading));
  const from = start < 0 ? words.length : start;
  const relation = words.slice(0, from).findLast(({ plain }) => RELATIONS.has(plain));
  const run = nameRun(words, from, reading.capitals);
  const person = run.length === 0 ? null : personOf(run, { ...reading, related: relation !== undefined });
  if (person)
    return {
      ...spanOf(run),
      person,
      more: says(words.slice(from + run.length)),
      related: relation !== undefined,
      sure: reading.capitals || reading.asked || relation !== undefined,
    };
  if (!relation || run.length > 0 || says(words.slice(from))) return null;
  const said = words.slice(Math.max(0, words.indexOf(relation) - 1), words.indexOf(relation) + 1);
  return {
    ...spanOf(said),
    person: { said: said.map(({ text }) => text).join(' ') },
    more: false,
    related: true,
    sure: true,
  };
}

/** True of words that may stand before a name. In an answer, any word that begins no name may. */
function isBefore(
  word: PieceWord,
  at: number,
  words: readonly PieceWord[],
  { asked, capitals }: PieceReading,
): boolean {
  if (isNameToo(word, words[at + 1], capitals)) return false;
  const { plain } = word;
  if (BEFORE.has(plain) || RELATIONS.has(plain) || TITLES.has(plain.replace('.', ''))) return true;
  return asked && isNoName(plain) && !PARTICLES.has(plain);
}

const isNoName = (plain: string) => NO_NAMES.has(plain) || NO_FIRST_NAMES.has(plain) || BEFORE.has(plain);
const isCapital = ({ text }: PieceWord) => /^\p{Lu}/u.test(text);

/** "May Chen", "John Street": such a word is a name beside another one with a capital. */
const isNameToo = (word: PieceWord, beside: PieceWord | undefined, capitals: boolean): boolean =>
  capitals &&
  NAMES_TOO.has(word.plain) &&
  isCapital(word) &&
  beside !== undefined &&
  isCapital(beside) &&
  (NAMES_TOO.has(beside.plain) || !isNoName(beside.plain));

const MOST_NAME_WORDS = 6;

/** The words of a name from a place on. */
export function nameRun(words: readonly PieceWord[], from: number, capitals: boolean): readonly PieceWord[] {
  const run: PieceWord[] = [];
  for (const [index, word] of words.slice(from, from + MOST_NAME_WORDS).entries()) {
    const beside = index === 0 ? words[from + 1] : run.at(-1);
    if (!isNameWord(word, index, capitals) && !isNameToo(word, beside, capitals)) break;
    run.push(word);
  }
  // A particle belongs to the name behind it.
  while (run.length > 0 && PARTICLES.has(run.at(-1)?.plain ?? '')) run.pop();
  return run;
}

function isNameWord(word: PieceWord, index: number, capitals: boolean): boolean {
  const { plain } = word;
  if (PARTICLES.has(plain)) return index > 0;
  if (SUFFIXES.has(plain)) return index > 1;
  if (/['’](?:m|re|ve|ll|d|t)$/.test(plain)) return false;
  if (isNoName(plain) || RELATIONS.has(plain) || BEHIND.has(plain)) return false;
  if (capitals) return isCapital(word);
  return index > 0 || !/ing$/.test(plain);
}

function personOf(
  run: readonly PieceWord[],
  reading: PieceReading & { readonly related: boolean },
): Person | null {
  const suffix = run.length > 2 ? run.findLast(({ plain }) => SUFFIXES.has(plain)) : undefined;
  const name = nameOf(run.filter((word) => word !== suffix).map(({ text }) => text));
  if (name)
    return { first: written(name.first), last: written([name.last, suffix?.text].filter(Boolean).join(' ')) };
  const [only, ...others] = run;
  if (!only || others.length > 0 || !isFirstName(only, reading)) return null;
  return { said: only.text, first: written(only.text) };
}

function isFirstName(
  word: PieceWord,
  { asked, follows, among, capitals, related }: PieceReading & { readonly related: boolean },
): boolean {
  const known = among.some((person) => folded(textOf(person, 'first')) === folded(word.text));
  return known || related || ((asked || follows === true) && capitals);
}

/** True if words say more than courtesy. */
const says = (words: readonly PieceWord[]): boolean =>
  words.some(({ plain }) => !BEHIND.has(plain) && !TITLES.has(plain));

const spanOf = (words: readonly PieceWord[]): Span => ({
  from: words[0]?.from ?? 0,
  to: words.at(-1)?.to ?? 0,
});

/** The words of a name behind words that begin none, if nothing stands behind them. */
export function barePerson(words: readonly PieceWord[]): readonly PieceWord[] {
  const from = words.findIndex(
    ({ plain }) => PARTICLES.has(plain) || !(isNoName(plain) || RELATIONS.has(plain)),
  );
  const run = from < 0 ? [] : words.slice(from).filter(({ plain }) => !BEHIND.has(plain));
  return run.every((word) => PARTICLES.has(word.plain) || isNameWord(word, 1, false)) ? run : [];
}
