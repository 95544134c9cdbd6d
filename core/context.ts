/** A piece of an article for retrieval. */
export interface Passage {
  /** Stable for the same article and heading: `returns#how-long`. */
  readonly passage_id: string;
  /** Path of the article, relative to the knowledge folder. */
  readonly source: string;
  readonly title: string;
  /** Headings from the article's title down, joined by ` > `. */
  readonly heading: string;
  readonly text: string;
  /** Names of its subjects: a product, a place. It ranks higher in a conversation that mentions one. */
  readonly about?: readonly string[];
  /** Topics, to which an intent can restrict its answers. */
  readonly topics?: readonly string[];
}

/** A passage as its author wrote it: with questions of customers that it answers, by which it is found too. */
export interface WrittenPassage extends Passage {
  readonly questions?: readonly string[];
}

/** The cosines of a question and a passage. */
export interface Likeness {
  readonly text: number;
  /** Those of its example questions, the best three. */
  readonly questions: readonly number[];
  /** True if the question is one of them itself. */
  readonly same?: true;
}

/**
 * A passage with its score, 0..1: the likeness of the question and its text, and of its example questions if it has any.
 *
 * The order of lists also depends on words and the conversation, so that a later passage may have a higher score.
 */
export interface RankedPassage extends Passage {
  readonly score: number;
  /** Of passages with example questions. */
  readonly likeness?: Likeness;
  /** The calibrated chance that it answers the question, 0..1; absent where nothing was learned. */
  readonly fit?: number;
}

/** Where an agent answers: a passage is quoted outright from one fit on, and offered by its heading from another on. */
export interface AnswerThresholds {
  /** Null: nothing is certified, and nothing is quoted outright but the answer to a passage's own question. */
  readonly quote: number | null;
  readonly offer: number;
  /** A second one is offered too from this share of the fit of the first. */
  readonly beside: number;
}

/** The source of a piece of context. */
export type ContextSource = 'knowledge' | 'customer' | 'thread' | 'earlier';

/** One piece of the assembled context. Its text is data, never instructions. */
export interface ContextPiece {
  readonly source: ContextSource;
  /** The exact origin: a passage id, a record, a thread id, a rule. */
  readonly provenance: string;
  readonly text: string;
  readonly tokens: number;
  readonly score: number;
}
