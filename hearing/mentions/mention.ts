import type { Span } from '../../core/span.ts';
import type { Option } from '../../core/state.ts';
import type { Json } from '../../core/values/json.ts';
import type { Language } from '../languages/language.ts';

/** The change that a message makes to a list slot: a new choice, only these of it, these too, or these no more. */
export type MentionChange = 'set' | 'only' | 'add' | 'remove';

/**
 * The options that a message names.
 *
 * `chosen`: with `add` the options are those to add, with `remove` those to take away, else the whole choice.
 * `ambiguous`: `candidates` compete for one place, `chosen` are clear beside them.
 * `spans` are the words used, `unexplained` the content words that neither options nor requests explain.
 */
export type Mention =
  | {
      readonly kind: 'chosen';
      readonly options: readonly Option[];
      readonly change: MentionChange;
      readonly spans: readonly Span[];
      readonly unexplained: readonly Span[];
    }
  | {
      readonly kind: 'ambiguous';
      readonly candidates: readonly Option[];
      readonly chosen: readonly Option[];
      readonly spans: readonly Span[];
      readonly unexplained: readonly Span[];
    }
  | { readonly kind: 'none' };

export interface MentionContext {
  /** True if several options may be chosen. */
  readonly many: boolean;
  /** The slot's present value, for corrections: an element, or a list of them. */
  readonly current?: Json | undefined;
  /** Parts of the message that other readers have taken. */
  readonly used?: readonly Span[];
  /** Only so many of the first options were shown: a number counts among them. */
  readonly shown?: number | undefined;
  /** Default: English. */
  readonly language?: Pick<Language, 'glossary'> | undefined;
}

/** Positions in the list of options, from 0. */
export type Places = ReadonlySet<number>;

/** Words of one message that stand for one thing of the list, with the options that they fit. */
export interface Group {
  readonly kind: 'id' | 'name' | 'detail' | 'place' | 'other';
  readonly places: Places;
  /** Positions of the words in the message. */
  readonly words: readonly number[];
  /** All that fit are meant: "both mugs", "the mugs". */
  readonly every: boolean;
  /** The number in "two of the mugs". */
  readonly count: number | null;
}
