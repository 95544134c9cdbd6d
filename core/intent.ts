/** The name recorded when no declared intent is likely enough. */
export const UNKNOWN_INTENT = 'unknown';

/** One entry of a classifier's answer; `confidence` is between 0 and 1. */
export interface IntentGuess {
  readonly name: string;
  readonly confidence: number;
}

/** What the turn's message was read as. */
export interface IntentReading extends IntentGuess {
  /** Whether the error rate promised for acting on it is proven. */
  readonly certified: boolean;
  /** The best few guesses, best first, before the threshold was applied. */
  readonly guesses: readonly IntentGuess[];
}

/** How many intents one thread may hold at a time; a further one pushes out the oldest. */
export const MAX_ACTIVE_INTENTS = 3;
