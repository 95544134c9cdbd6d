/** The recorded name if no declared intent is likely enough. */
export const UNKNOWN_INTENT = 'unknown';

/** One guess of a classifier. `confidence` is between 0 and 1. */
export interface IntentGuess {
  readonly name: string;
  readonly confidence: number;
}

/** The intent of the turn's message. */
export interface IntentReading extends IntentGuess {
  /** True if the promised error rate is proven for it. */
  readonly certified: boolean;
  /** The best guesses, best first, before the threshold. */
  readonly guesses: readonly IntentGuess[];
}

/** The largest number of intents whose tools are open in a thread. Further goals wait until one ends. */
export const MAX_ACTIVE_INTENTS = 3;
