import type { Span } from '../../core/span.ts';
import { findPhrase } from '../values/find-phrases.ts';
import { messageWords, phraseWords } from '../values/message-words.ts';
import { BEFORE, BEHIND } from './english.ts';
import { type ListPiece, listPieces, type PieceWord } from './list-pieces.ts';
import { folded, isNamed, type Person, textOf } from './person.ts';
import { type NamedPerson, type PieceReading, readPerson } from './read-person.ts';

/** The ways in which persons are looked for in a message. */
export interface PeopleReading {
  readonly asked: boolean;
  /** Words behind which persons stand in a message that did not ask for them. */
  readonly words: readonly string[];
  /** Words by which customers call somebody of a record. */
  readonly selves: readonly string[];
  /** Persons that are known by their first name: those of the list, and those that are offered. */
  readonly among: readonly Person[];
}

/** Somebody in a message. */
export interface PersonHeard extends Span {
  readonly person: Person;
  /** True if they belong to the list; others count only with a value of theirs, or if they are in it already. */
  readonly listed: boolean;
  /** True if only words for somebody of a record name them: "me". */
  readonly known: boolean;
}

/** A capital inside the text, besides "I". */
const CAPITALS = /[\p{L},;:.] {0,3}(?!I\b)\p{Lu}\p{Ll}|^\p{Lu}\p{Ll}+(?:\s+\p{Lu}|[.\s]*$)/u;

/** True if names have capitals in this text. */
export const hasCapitals = (text: string): boolean => CAPITALS.test(text);

/** The persons in a text. Values of theirs are blanked by `;`. */
export function readPeople(text: string, reading: PeopleReading): readonly PersonHeard[] {
  const words = messageWords(text);
  const announcing = reading.words
    .flatMap((phrase) => findPhrase(words, phraseWords(phrase)).map(({ to }) => to))
    .toSorted((one, other) => one - other);
  const pieces: PieceReading = {
    asked: reading.asked,
    selves: reading.selves.map((phrase) => phrase.toLowerCase().split(/\s+/)),
    among: reading.among,
    capitals: hasCapitals(text),
  };
  return withoutRelations(heardIn(listPieces(text), pieces, announcing));
}

interface Heard extends NamedPerson {
  readonly listed: boolean;
  readonly known: boolean;
  readonly before: string;
}

/** Persons are listed in an answer, and else behind an announcing word, one after the other. */
function heardIn(
  pieces: readonly ListPiece[],
  reading: PieceReading,
  announcing: readonly number[],
): readonly Heard[] {
  const heard: Heard[] = [];
  let goesOn = false;
  for (const piece of pieces) {
    const announced = announcing.findLast((to) => to > piece.from && to <= piece.to);
    const isOpen: boolean =
      reading.asked || announced !== undefined || (goesOn && !/[.!?]/.test(piece.before));
    const words = piece.words.filter(({ from }) => from >= (announced ?? 0));
    const known = knownIn(piece.words, reading.among);
    const named: NamedPerson | null =
      known ?? readPerson(words, { ...reading, follows: goesOn && heard.length > 0 });
    if (named)
      heard.push({
        ...named,
        listed: isOpen && named.sure && (!known || reading.asked),
        known: isSelf(named, reading),
        before: piece.before,
      });
    goesOn = isOpen && staysOpen(named, words);
  }
  return reading.asked || heard.length !== 1 ? heard : heard.filter(isNoFavour);
}

const staysOpen = (named: NamedPerson | null, words: readonly PieceWord[]): boolean =>
  named ? !named.more : words.every(({ plain }) => SAYS_LITTLE.has(plain));

/** "A flight for me" asks for a favour, "for just me" says who flies. */
const isNoFavour = ({ known, person }: Heard): boolean => !known || textOf(person, 'said').includes(' ');

/** True of "me" and the like. */
const isSelf = ({ person }: NamedPerson, { selves }: PieceReading): boolean =>
  selves.some((phrase) => phrase.join(' ') === person['said']);

const SAYS_LITTLE: ReadonlySet<string> = new Set([
  ...BEFORE,
  ...BEHIND,
  ...'she he they who was were i on whose at s'.split(' '),
]);

/** Somebody of the list whom a piece names by first or full name, wherever in it. */
function knownIn(words: readonly PieceWord[], among: readonly Person[]): NamedPerson | null {
  for (const at of words.keys()) {
    const found = knownAt(words, at, among);
    if (found) return { ...found, more: found.to < (words.at(-1)?.to ?? 0), related: false, sure: true };
  }
  return null;
}

/** The one of these persons who is named at a place. Another last name is another person, or a correction. */
export function knownAt(words: readonly PieceWord[], at: number, among: readonly Person[]) {
  const [word, next, after] = words.slice(at);
  if (!word) return null;
  const alike = among.filter((person) => folded(textOf(person, 'first')) === folded(word.text));
  const full = next ? alike.filter((person) => isNamed(person) && isLast(person, next, after)) : [];
  const [person, ...others] = full.length > 0 ? full : alike;
  const isOther = full.length === 0 && /^\p{Lu}/u.test(next?.text ?? '');
  if (!person || others.length > 0 || isOther) return null;
  return { from: word.from, to: full.length > 0 ? (next?.to ?? word.to) : word.to, person };
}

const isLast = (person: Person, next: PieceWord, after: PieceWord | undefined): boolean =>
  [next.text, `${next.text} ${after?.text ?? ''}`].some(
    (last) => folded(last) === folded(textOf(person, 'last')),
  );

/** "My wife, Ana Li" and "Ana Li (my wife)" are one person. */
function withoutRelations(heard: readonly Heard[]): readonly PersonHeard[] {
  return heard
    .filter((one, at) => {
      const onlyRelation =
        one.related && textOf(one.person, 'first') === '' && textOf(one.person, 'said').includes(' ');
      if (!onlyRelation) return true;
      const next = heard[at + 1];
      const isNext =
        next !== undefined && isNamed(next.person) && !next.related && /^\s*[,:(]/.test(next.before);
      const isBefore = at > 0 && isNamed(heard[at - 1]?.person ?? {}) && one.before.includes('(');
      return !isNext && !isBefore;
    })
    .map(({ from, to, person, listed, known }) => ({ from, to, person, listed, known }));
}
