import type { Lexicon } from '../consent/lexicon.ts';
import type { Address, DateConstraints, ReadValue } from '../values/value-shapes.ts';

/** A question about the conversation itself, or a wish for time, which interrupts nothing. */
export type Aside = 'why' | 'bot' | 'howLong' | 'wait';

/** The words and forms of one language in which customers write. */
export interface Language {
  /** BCP 47: `de`. */
  readonly code: string;
  /** The words of a yes and a no. */
  readonly consent: Lexicon;
  /** A refusal that is refused: "I do not want to stop". */
  readonly refusedRefusal: RegExp;
  readonly asides: readonly (readonly [Aside, RegExp])[];
  readonly drops: DropWords;
  /** Says only that the customer does not know; tested on plain words. */
  readonly unknown: RegExp;
  /** Words that turn away from what was shown: another wish may follow. */
  readonly turns: RegExp;
  /** Neither of two offers; tested on plain words. */
  readonly neither: RegExp;
  /** A negation in the words before others, or in those behind them. */
  readonly denies: { readonly before: RegExp; readonly behind: RegExp };
  /** Words that introduce a reason: "because of". In the group `whole` they are the reason: "for personal reasons". */
  readonly reasons: RegExp;
  /** Words under which something is only supposed: "if", "in case". */
  readonly supposes: RegExp;
  /** A sentence that only gives a value. */
  readonly gives: RegExp;
  /** A question by its words. */
  readonly asks: (text: string) => boolean;
  readonly corrects: { readonly mistake: RegExp; readonly another: RegExp };
  /** Refers to a thing of this conversation: "cancel it". */
  readonly back: RegExp;
  /** Words before the name of a person. */
  readonly names: { readonly lead: RegExp; readonly courtesy: RegExp };
  readonly numbers: NumberWords;
  /** Readers of its own, where the forms of English are too far. Null: those of English. */
  readonly dates: ReadDates | null;
  readonly addresses: ((text: string) => readonly ReadValue<Address>[]) | null;
  /** Words by the English words that do the same: `erste` is `first`. Null for English. */
  readonly glossary: Glossary | null;
}

/** Reads the days of a message, at this instant in this time zone. */
type ReadDates = (
  text: string,
  constraints: DateConstraints,
  time: { readonly now: Date; readonly zone: string },
) => readonly ReadValue<string>[];

/** A message that gives up a goal, with what it says of it in the group `what`. */
export interface DropWords {
  readonly leaves: RegExp;
  readonly current: RegExp;
  readonly all: RegExp;
  /** `place` is one of `places`, `last` or `other`. */
  readonly place: RegExp;
  readonly places: ReadonlyMap<string, number | 'last' | 'other'>;
}

export interface NumberWords {
  /** Digits: the sign, the whole part, its fraction with the mark, the factor. */
  readonly digits: RegExp;
  readonly factors: { readonly [word: string]: number };
  /** The mark between groups of digits. */
  readonly group: string;
  /** The numbers that are one word; null where they are read from several. */
  readonly words: ReadonlyMap<string, number> | null;
}

export interface Glossary {
  readonly words: ReadonlyMap<string, string>;
  /** A word without its ending, so that its forms are equal. */
  readonly form: (word: string) => string;
}
