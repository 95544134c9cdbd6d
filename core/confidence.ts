/** What an author promises: of what is acted on, at most the share `error` is wrong, with probability `assurance`. */
export interface ErrorTarget {
  readonly error: number;
  readonly assurance: number;
}

/** What a classifier said of a message that it had not been trained on, and what the message really is. */
export interface Prediction {
  readonly guess: string;
  /** Of the guess: 0..1. */
  readonly confidence: number;
  readonly label: string;
}

/** From which confidence on an error target is proven to hold; or how many labelled messages are missing for that. */
export type Certificate =
  | {
      readonly certified: true;
      readonly threshold: number;
      /** Share of the messages that are at or above the threshold. */
      readonly coverage: number;
    }
  | { readonly certified: false; readonly missing: number };

/** From which confidence on an intent is acted on, and whether an error rate is proven for that. */
export interface IntentThreshold {
  readonly threshold: number;
  /** Null: nobody asked for one. */
  readonly target: ErrorTarget | null;
  readonly certified: boolean;
  /** Labelled messages that are missing for the proof; 0 when it is proven or nobody asked. */
  readonly missing: number;
}

/** What a turn's confidence is made of; null where the turn had none of it. */
export interface TurnSignals {
  /** The intent's confidence, 0..1, and how far the next guess is behind. */
  readonly intent: number | null;
  readonly intent_margin: number | null;
  /** The best cited passage's score, 0..1, and how far the next one is behind. */
  readonly retrieval: number | null;
  readonly retrieval_margin: number | null;
  /** Drafts that were sent back because something in them stood nowhere. */
  readonly regenerations: number;
  /** A model's proposals that the validator denied. */
  readonly denials: number;
  /** The model's mean log-probability for a token, at most 0. */
  readonly token_log_probability: number | null;
}
