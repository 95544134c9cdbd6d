import type { Span } from '../../core/span.ts';
import type { Clause } from '../clauses/split-clauses.ts';

/** One thing that a message asks for. */
export interface Wish {
  readonly intent: string;
  /** Its own words: the message, or its clause. */
  readonly text: string;
  /** The message's other words, if it has no other wish. */
  readonly background?: string;
  /** `also` adds it to goals under way, `instead` replaces the one that is worked on. */
  readonly joins: Clause['joins'];
  /** The parts of the message that ask for it. */
  readonly spans: readonly Span[];
  readonly confidence: number;
  /** True of a wish that the customer is asked about, in their words, before its flow begins. */
  readonly unsure?: boolean;
}
