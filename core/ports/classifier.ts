import type { IntentGuess } from '../intent.ts';

/** Names a message's intent. */
export interface Classifier {
  /** A distribution over all declared intents, best first, with sum 1. */
  classify(text: string, signal: AbortSignal): Promise<readonly IntentGuess[]>;
}
