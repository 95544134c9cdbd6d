import { ENGLISH } from './english/english.ts';
import { GERMAN } from './german/german.ts';
import type { Language } from './language.ts';

const NOTHING = /(?!)/;
const NO_WORDS = Object.fromEntries(
  Object.keys(ENGLISH.consent).map((part) => [part, []]),
) as unknown as Language['consent'];

/** A language without words of its own here: values by their patterns, and a yes or no as its agent declares them. */
const unread = (code: string): Language => ({
  ...GERMAN,
  code,
  consent: { ...NO_WORDS, spellings: new Map(), classes: { the: '[the]' } },
  refusedRefusal: NOTHING,
  asides: [],
  drops: { leaves: NOTHING, current: NOTHING, all: NOTHING, place: NOTHING, places: new Map() },
  unknown: NOTHING,
  turns: /\S\s+\S/,
  neither: NOTHING,
  denies: { before: NOTHING, behind: NOTHING },
  gives: NOTHING,
  asks: () => false,
  corrects: { mistake: NOTHING, another: NOTHING },
  back: NOTHING,
  names: { lead: /(?!)/g, courtesy: /^\s*/ },
  numbers: { ...GERMAN.numbers, words: new Map() },
  glossary: { words: new Map(), form: GERMAN.glossary?.form ?? ((word) => word) },
});

const READ: ReadonlyMap<string, Language> = new Map([ENGLISH, GERMAN].map((each) => [each.code, each]));

/** The words of a language, by its code. */
export const readLanguage = (code: string): Language => READ.get(code) ?? unread(code);
