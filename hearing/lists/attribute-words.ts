import { attributeName, type ListAttribute, type ListAttributes } from '../../core/slots/list-attribute.ts';
import { messageWords, type Word } from '../mentions/message-words.ts';
import type { MessageParts } from './message-parts.ts';

/** Words of a message that stand for something of an attribute. */
export interface SaidWords {
  readonly attribute: string;
  /** The positions of the words in the message. */
  readonly at: number;
  readonly count: number;
}

/** The declared words of an attribute, as their forms. */
export interface AttributeWords {
  readonly name: string;
  readonly declared: ListAttribute;
  readonly names: readonly (readonly string[])[];
  readonly least: readonly (readonly string[])[];
  readonly most: readonly (readonly string[])[];
  readonly means: readonly (readonly [value: string, words: readonly string[]])[];
}

/** The words of a list's attributes, in the order of their declaration. */
export function attributeWords(attributes: ListAttributes): readonly AttributeWords[] {
  return Object.entries(attributes).map(([name, declared]) => ({
    name,
    declared,
    names: [attributeName(name), ...declared.words].map(formsOf),
    least: declared.least.map(formsOf),
    most: declared.most.map(formsOf),
    means: Object.entries(declared.means).flatMap(([value, phrases]) =>
      phrases.map((phrase) => [value, formsOf(phrase)] as const),
    ),
  }));
}

const formsOf = (phrase: string): readonly string[] => messageWords(phrase).map(({ form }) => form);

/** True if the phrase begins at this word. */
function beginsAt(
  words: readonly Pick<Word, 'form' | 'taken'>[],
  at: number,
  phrase: readonly string[],
): boolean {
  return (
    phrase.length > 0 &&
    phrase.every((form, offset) => words[at + offset]?.form === form && !words[at + offset]?.taken)
  );
}

/** The longest of the phrases that begins at this word, in words; zero if none does. */
export function longestAt(
  words: readonly Pick<Word, 'form' | 'taken'>[],
  at: number,
  phrases: readonly (readonly string[])[],
): number {
  return phrases.reduce(
    (longest, phrase) => (phrase.length > longest && beginsAt(words, at, phrase) ? phrase.length : longest),
    0,
  );
}

/** Where a message names attributes, in its order. */
export function namedAttributes(
  { words }: MessageParts,
  of: readonly AttributeWords[],
): readonly SaidWords[] {
  return words.flatMap((_, at) =>
    of.flatMap(({ name, names }) => {
      const count = longestAt(words, at, names);
      return count > 0 ? [{ attribute: name, at, count }] : [];
    }),
  );
}
