import { ENGLISH } from '../languages/english/english.ts';
import type { Language } from '../languages/language.ts';
import type { Lexicon } from './lexicon.ts';
import { messageWords } from './message-words.ts';
import { anyPhrase, oneOf, type PhraseClasses, type PhrasePattern, phrasePattern } from './phrase-pattern.ts';

/** An agent's own words for a yes, a no and courtesy, beside those of the engine. */
export interface ConfirmationWords {
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly courtesy: readonly string[];
  /** The language to which they are added. Default: English. */
  readonly language?: Language;
}

/** The language in which an agent's customers answer. */
export const languageOf = ({ language = ENGLISH }: Pick<ConfirmationWords, 'language'>): Language => language;

const PARTS = [
  'yes',
  'okay',
  'softly',
  'instruction',
  'wish',
  'acknowledgement',
  'parting',
  'thanks',
  'greeting',
  'courtesy',
  'urgency',
  'before',
  'between',
  'after',
  'refusal',
  'besideRefusal',
] as const satisfies readonly (keyof Lexicon)[];

/** The parts of a yes and of a no, as patterns. */
export type Parts = { readonly [Part in (typeof PARTS)[number]]: PhrasePattern };

export interface ConsentGrammar {
  readonly language: Language;
  readonly lexicon: Lexicon;
  readonly parts: Parts;
  readonly classes: PhraseClasses;
  /** Every word of the grammar, without those of a shown action. */
  readonly words: ReadonlySet<string>;
}

/** The grammars of languages: each is compiled once. */
const compiled = new WeakMap<Language, ConsentGrammar>([[ENGLISH, compile(ENGLISH)]]);

function grammarIn(language: Language): ConsentGrammar {
  const grammar = compiled.get(language) ?? compile(language);
  compiled.set(language, grammar);
  return grammar;
}

/** The grammars that were made for an agent's words: once for an agent, not once for a message. */
const made = new WeakMap<ConfirmationWords, ConsentGrammar>();

/** The words of the language with an agent's own words. */
export function consentGrammar(own: ConfirmationWords): ConsentGrammar {
  const grammar = made.get(own) ?? withOwnWords(own);
  made.set(own, grammar);
  return grammar;
}

function withOwnWords(own: ConfirmationWords): ConsentGrammar {
  const basis = grammarIn(languageOf(own));
  if (own.yes.length + own.no.length + own.courtesy.length === 0) return basis;
  const withOwn = (part: keyof Parts, phrases: readonly string[]) =>
    oneOf([basis.parts[part], anyPhrase(phrases.map((phrase) => asPhrase(phrase, basis.lexicon)))]);
  const added = {
    yes: withOwn('yes', own.yes),
    refusal: withOwn('refusal', own.no),
    courtesy: withOwn('courtesy', own.courtesy),
  };
  const words = Object.values(added).flatMap((pattern) => pattern.words);
  return { ...basis, parts: { ...basis.parts, ...added }, words: new Set([...basis.words, ...words]) };
}

/** A phrase as the words of a message are read. */
export function asPhrase(phrase: string, lexicon: Lexicon = ENGLISH.consent): string {
  return (messageWords(phrase, lexicon) ?? []).map(({ word }) => word).join(' ');
}

function compile(language: Language): ConsentGrammar {
  const lexicon = language.consent;
  const classes = new Map<string, PhrasePattern>();
  for (const [name, notation] of Object.entries(lexicon.classes))
    classes.set(name, phrasePattern(notation, classes));
  const parts = Object.fromEntries(
    PARTS.map((part) => [part, oneOf(lexicon[part].map((notation) => phrasePattern(notation, classes)))]),
  ) as unknown as Parts;
  const words = [...Object.values(parts), ...classes.values()].flatMap(({ words }) => words);
  return { language, lexicon, parts, classes, words: new Set(words) };
}
