import type { Slot } from '../../core/slots/slot.ts';
import type { Span } from '../../core/span.ts';
import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';
import { findPhrase } from './find-phrases.ts';
import { type MessageWord, messageWords, phraseWords } from './message-words.ts';
import { type ReadValue, valueAt } from './value-reader.ts';

type Denying = Pick<Language, 'denies'>;
type Choices = NonNullable<Slot['choices']>;
type Choice = Choices[number];

interface Named {
  readonly choice: Choice;
  readonly span: Span;
}

/**
 * The choices that a message names outright, each at its longest words: "gift card" does not also name a "card".
 * A mistyped word counts if nothing is named in full and only one choice is that near.
 */
export function readChoices(
  text: string,
  choices: Choices,
  language: Denying = ENGLISH,
): readonly ReadValue[] {
  const words = messageWords(text);
  const exact = longest(namedIn(words, choices, false, language));
  if (exact.length > 0) return exact.map((named) => asValue(text, named));
  const near = longest(namedIn(words, choices, true, language));
  return new Set(near.map(({ choice }) => choice)).size === 1
    ? near.map((named) => asValue(text, named))
    : [];
}

function namedIn(
  words: readonly MessageWord[],
  choices: Choices,
  mistyped: boolean,
  language: Denying,
): readonly Named[] {
  return phrasesOf(choices).flatMap(({ choice, phrase }) =>
    findPhrase(words, phrase, mistyped, language).map((span) => ({ choice, span })),
  );
}

/** A choice with the words of one of its phrases. */
interface Phrase {
  readonly choice: Choice;
  readonly phrase: readonly string[];
}

/** Phrases of the choices that agents declare: each is split into words once. */
const declared = new WeakMap<Choices, readonly Phrase[]>();

function phrasesOf(choices: Choices): readonly Phrase[] {
  const known =
    declared.get(choices) ??
    choices.flatMap((choice) =>
      [choice.label, ...choice.words].map((phrase) => ({ choice, phrase: phraseWords(phrase) })),
    );
  declared.set(choices, known);
  return known;
}

/** Leaves out what is named inside longer words of another choice, and the shorter words of the same one. */
function longest(named: readonly Named[]): readonly Named[] {
  const kept: Named[] = [];
  for (const one of named.toSorted((a, b) => lengthOf(b) - lengthOf(a) || a.span.from - b.span.from)) {
    const inside = kept.some(
      ({ choice, span }) =>
        one.span.from < span.to &&
        span.from < one.span.to &&
        (choice === one.choice || lengthOf({ span }) > lengthOf(one)),
    );
    if (!inside) kept.push(one);
  }
  return kept.toSorted((a, b) => a.span.from - b.span.from);
}

const lengthOf = ({ span }: { readonly span: Span }) => span.to - span.from;
const asValue = (text: string, { choice, span }: Named) => valueAt(text, span.from, span.to, choice.value);
