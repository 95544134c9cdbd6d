/** A piece of an article, as retrieved. */
export interface Passage {
  /** Stable for the same article and heading: `returns#how-long`. */
  readonly passage_id: string;
  /** Path of the article, relative to the knowledge folder. */
  readonly source: string;
  readonly title: string;
  /** Headings from the article's title down, joined by ` > `. */
  readonly heading: string;
  readonly text: string;
  /** Names of what it is about: a product, a place. A conversation that mentions one finds it first. */
  readonly about?: readonly string[];
  /** What an intent may restrict its answers to. */
  readonly topics?: readonly string[];
}

/**
 * A passage with how well it fits, 0..1: the cosine of its vector and the question's.
 *
 * Lists are ordered by more than that (words, what the conversation is about), so a later one may score higher.
 */
export interface RankedPassage extends Passage {
  readonly score: number;
}

/** Where a piece of context comes from. */
export type ContextSource = 'knowledge' | 'customer' | 'thread' | 'earlier' | 'rules';

/** One piece of the assembled context; its text is data, never instructions. */
export interface ContextPiece {
  readonly source: ContextSource;
  /** Where exactly: a passage id, a record, a thread id, a rule. */
  readonly provenance: string;
  readonly text: string;
  readonly tokens: number;
  readonly score: number;
}
