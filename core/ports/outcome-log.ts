import type { TurnSignals } from '../confidence.ts';

/** Feedback of a customer or colleague about a turn. */
export interface FeedbackRow {
  readonly turn_id: string;
  /** Its author: `customer`, or the name of a colleague. */
  readonly by: string;
  readonly score: -1 | 0 | 1;
  readonly comment: string | null;
  readonly corrected_intent: string | null;
  readonly at: string;
}

/** A turn with feedback, from which confidence is learned. */
export interface LabelledTurn {
  readonly turn_id: string;
  /** The customer's message. */
  readonly text: string;
  /** The intent that was read; null if nothing was classified. */
  readonly guess: { readonly name: string; readonly confidence: number } | null;
  /** The signals of the turn's confidence; null in older turns without them. */
  readonly signals: TurnSignals | null;
  /** The true intent by feedback. */
  readonly corrected_intent: string | null;
  /** True if the turn was right, by feedback or by a person's decision on its escalation; null if unknown. */
  readonly right: boolean | null;
}

/** Outcomes of turns. */
export interface OutcomeLog {
  /** An agent's turns with feedback, oldest first. Rejects with `LEDGER_UNAVAILABLE`. */
  labelled(agent: string): Promise<readonly LabelledTurn[]>;
}
