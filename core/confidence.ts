/** An author's promise: with probability `assurance`, at most the share `error` of the acted-on messages is read wrong. */
export interface ErrorTarget {
  readonly error: number;
  readonly assurance: number;
}

/** A classifier's guess for an unseen message, with the true label. */
export interface Prediction {
  readonly guess: string;
  /** The confidence of the guess, 0..1. */
  readonly confidence: number;
  readonly label: string;
}

/** The confidence from which an error target is proven, or the number of labelled messages that the proof lacks. */
export type Certificate =
  | {
      readonly certified: true;
      readonly threshold: number;
      /** The share of messages at or above the threshold. */
      readonly coverage: number;
    }
  | { readonly certified: false; readonly missing: number };

/** The confidence from which an intent is acted on. `certified`: an error rate is proven for it. */
export interface IntentThreshold {
  readonly threshold: number;
  /** Null if none is declared. */
  readonly target: ErrorTarget | null;
  readonly certified: boolean;
  /** The number of labelled messages that the proof lacks; 0 if it is proven or not declared. */
  readonly missing: number;
}

/** The signals of a turn's confidence; null if the turn had none of that kind. */
export interface TurnSignals {
  /** The intent's confidence, 0..1; `intent_margin`: the distance to the next guess. */
  readonly intent: number | null;
  readonly intent_margin: number | null;
  /** The best cited passage's score, 0..1; `retrieval_margin`: the distance to the next one. */
  readonly retrieval: number | null;
  readonly retrieval_margin: number | null;
  /** The number of drafts that were rejected for statements without ground. */
  readonly regenerations: number;
  /** True if sentences without ground were left out of the reply. */
  readonly dropped?: true | undefined;
  /** The number of a model's proposals that were denied. */
  readonly denials: number;
  /** The model's mean log-probability for a token, at most 0. */
  readonly token_log_probability: number | null;
}
