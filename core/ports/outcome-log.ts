import type { TurnSignals } from '../confidence.ts';

/** A customer's or person's opinion of a turn. */
export interface FeedbackRow {
  readonly turn_id: string;
  /** Whose opinion it is: `customer`, or the name of a colleague. */
  readonly by: string;
  readonly score: -1 | 0 | 1;
  readonly comment: string | null;
  readonly corrected_intent: string | null;
  readonly at: string;
}

/** A turn of which people said what it really was: what confidence is learned from. */
export interface LabelledTurn {
  readonly turn_id: string;
  /** The customer's message. */
  readonly text: string;
  /** What it was read as; null where nothing was classified. */
  readonly guess: { readonly name: string; readonly confidence: number } | null;
  /** What the turn's confidence was made of; null in turns from before it was recorded. */
  readonly signals: TurnSignals | null;
  /** What somebody said the customer had wanted. */
  readonly corrected_intent: string | null;
  /** Whether the turn was right: an opinion of a customer or colleague, or a person's decision on its escalation. */
  readonly right: boolean | null;
}

/** What became of turns. */
export interface OutcomeLog {
  /** An agent's turns about which somebody said something, oldest first. Rejects with `LEDGER_UNAVAILABLE`. */
  labelled(agent: string): Promise<readonly LabelledTurn[]>;
}
