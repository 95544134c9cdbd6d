import type { Span } from '../../core/span.ts';
import { nameOf } from '../values/read-names.ts';
import { type ListPiece, listPieces, type PieceWord } from './list-pieces.ts';
import { folded, fullName, isNamed, type Person, textOf, valuesOf, written } from './person.ts';
import { knownAt } from './read-people.ts';
import { nameRun } from './read-person.ts';

/** A list with somebody renamed or replaced, and the words that say so. */
export interface Renamed {
  readonly people: readonly Person[];
  readonly place: number;
  readonly spans: readonly Span[];
}

/** Words by which somebody is put in the place of somebody else, or a name right. */
const INSTEAD =
  /(?<![\p{L}'’-])(?:change|replace|swap|switch|rename|correct|instead|rather|not|but|actually|should\s+be|misspell?ed|wrong)(?![\p{L}'’-])/iu;
const PART = /(?<![\p{L}'’-])(?<part>first|last|family|sur)[\s-]?name(?![\p{L}'’-])/iu;
/** Words before a name that is right. */
const BEFORE_RIGHT: ReadonlySet<string> = new Set([
  'is',
  'to',
  'be',
  'as',
  'was',
  "it's",
  'with',
  'spelled',
  'spelt',
  'actually',
  'really',
]);

/**
 * Reads a message that puts a name of the list right ("Mei's last name is Li, not Lee") or somebody else in a place of
 * it ("replace Raj with Ana Li"). Null if it is none, or if it is open who is meant.
 */
export function renamePerson(text: string, people: readonly Person[], capitals: boolean): Renamed | null {
  if (text.includes('?') || !people.some(isNamed)) return null;
  const pieces = listPieces(text);
  const part = PART.exec(text);
  if (part) return withPart(pieces, people, part, capitals);
  return INSTEAD.test(text) ? withOther(text, pieces, people, capitals) : null;
}

interface Mentioned extends Span {
  readonly place: number;
}

/** The persons of the list whom words name, each with their place in it. */
function mentionedIn(pieces: readonly ListPiece[], people: readonly Person[]): readonly Mentioned[] {
  return pieces.flatMap(({ words }) =>
    [...words.keys()].flatMap((at) => {
      const known = knownAt(words, at, people);
      return known ? [{ place: people.indexOf(known.person), from: known.from, to: known.to }] : [];
    }),
  );
}

/** "The last name is spelled wrong, it should be Garcia". */
function withPart(
  pieces: readonly ListPiece[],
  people: readonly Person[],
  part: RegExpExecArray,
  capitals: boolean,
): Renamed | null {
  const mentioned = new Set(mentionedIn(pieces, people).map(({ place }) => place));
  const [place, ...others] = mentioned.size > 0 ? mentioned : people.keys();
  const right = rightName(pieces, part.index + part[0].length, capitals);
  const person = people[place ?? -1];
  if (place === undefined || others.length > 0 || !person || right.length === 0) return null;
  const key = part.groups?.['part']?.toLowerCase() === 'first' ? 'first' : 'last';
  const renamed = { ...person, [key]: written(right.map(({ text }) => text).join(' ')) };
  return replaced(people, place, renamed, right);
}

/** The words of the first name that stands behind "is", "to" or the like. */
function rightName(pieces: readonly ListPiece[], from: number, capitals: boolean): readonly PieceWord[] {
  for (const { words } of pieces) {
    for (const [at, word] of words.entries()) {
      const isBefore = word.from >= from && BEFORE_RIGHT.has(word.plain);
      const run = isBefore ? nameRun(words, at + 1, capitals) : [];
      if (run.length > 0 && run.length <= 3) return run;
    }
  }
  return [];
}

/** "Replace Raj with Ana Li", "Ana Li instead of Raj": one of the list, and one full name that is not in it. */
function withOther(
  text: string,
  pieces: readonly ListPiece[],
  people: readonly Person[],
  capitals: boolean,
): Renamed | null {
  const [mentioned, ...more] = mentionedIn(pieces, people);
  const names = pieces.flatMap(({ words }) => fullNames(words, capitals));
  const known = new Set(people.map((person) => folded(fullName(person))));
  const fresh = names.filter(({ person }) => !known.has(folded(fullName(person))));
  const [other, ...others] = fresh;
  const before = people[mentioned?.place ?? -1];
  if (!mentioned || !before || more.length > 0 || !other || others.length > 0) return null;
  // "Raj's meal" is no name.
  if (/^['’]s?(?!\p{L})/u.test(text.slice(mentioned.to - 2, mentioned.to)) && !/\bname\b/i.test(text))
    return null;
  const isRenamed = ['first', 'last'].some(
    (key) => folded(textOf(other.person, key)) === folded(textOf(before, key)),
  );
  const renamed = isRenamed ? { ...valuesOf(before), ...other.person } : other.person;
  return replaced(people, mentioned.place, renamed, other.words);
}

interface FullName {
  readonly person: Person;
  readonly words: readonly PieceWord[];
}

/** The full names in a piece, one after the other. */
function fullNames(words: readonly PieceWord[], capitals: boolean): readonly FullName[] {
  const found: FullName[] = [];
  for (let at = 0; at < words.length; ) {
    const run = nameRun(words, at, capitals);
    const name = nameOf(run.map(({ text }) => text));
    if (name) found.push({ person: { first: written(name.first), last: written(name.last) }, words: run });
    at += Math.max(1, run.length);
  }
  return found;
}

function replaced(
  people: readonly Person[],
  place: number,
  person: Person,
  words: readonly PieceWord[],
): Renamed | null {
  const before = people[place] ?? {};
  if (fullName(before) === fullName(person)) return null;
  const span = { from: words[0]?.from ?? 0, to: words.at(-1)?.to ?? 0 };
  return { people: people.map((each, at) => (at === place ? person : each)), place, spans: [span] };
}
