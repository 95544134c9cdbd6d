import type { IntentGuess } from '../intent.ts';

/** Names a message's intent. */
export interface Classifier {
  /** A distribution over the declared intents: all of them, best first, adding up to 1. */
  classify(text: string, signal: AbortSignal): Promise<readonly IntentGuess[]>;
}
