import type { IntentThreshold } from '../../core/confidence.ts';
import type { IntentGuess } from '../../core/intent.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { IntentModel } from '../../intents/intent-model.ts';
import type { ReadMessage } from '../../intents/report-figures.ts';

/** The reading of a message. `acted`: an agent would act on it. */
export interface ReadIntent {
  readonly guess: string;
  readonly confidence: number;
  readonly acted: boolean;
}

/** A trained classifier prepared for measuring. */
export interface IntentsHarness {
  /** The agent, or the file of examples. */
  readonly name: string;
  readonly examples: ReadonlyMap<string, readonly string[]>;
  readonly model: IntentModel;
  /** The label for out of scope; it may have no examples. */
  readonly outOfScope: string | null;
  /** The threshold of an intent; null for out of scope. */
  readonly threshold: (intent: string) => IntentThreshold | null;
  /** The threshold of all intents without one of their own. */
  readonly pooled: IntentThreshold;
  /** The held-out readings of the examples. */
  readonly heldOut: readonly ReadMessage[];
  readonly read: (text: string) => Promise<ReadIntent>;
}

export interface HarnessParts
  extends Pick<IntentsHarness, 'name' | 'examples' | 'model' | 'outOfScope' | 'pooled'> {
  readonly classifier: Classifier;
  /** The thresholds of intents that have one of their own. */
  readonly thresholds?: ReadonlyMap<string, IntentThreshold>;
  /** The longest message in characters. A longer one is not acted on. */
  readonly characters: number;
}

/** Makes a harness from a trained classifier. */
export function harnessOf({ classifier, thresholds, characters, ...given }: HarnessParts): IntentsHarness {
  const { model, outOfScope, pooled } = given;
  const threshold = (intent: string) => (intent === outOfScope ? null : (thresholds?.get(intent) ?? pooled));
  const decided = (guesses: readonly IntentGuess[]) => decide(guesses, threshold, model.labels.length);
  const { signal } = new AbortController();
  return {
    ...given,
    threshold,
    heldOut: model.heldOut.map(({ text, label, guesses }) => ({ text, label, ...decided(guesses) })),
    async read(text) {
      const reading = decided(await classifier.classify(text, signal));
      return { ...reading, acted: reading.acted && text.length <= characters };
    },
  };
}

function decide(
  [best]: readonly IntentGuess[],
  threshold: IntentsHarness['threshold'],
  intents: number,
): ReadIntent {
  const { name: guess, confidence } = best ?? { name: '', confidence: 0 };
  const from = threshold(guess);
  // All intents are equally likely: the message has no known word.
  const undecided = confidence <= 1 / intents + 1e-9;
  return { guess, confidence, acted: from !== null && confidence >= from.threshold && !undecided };
}
