import type { IntentThreshold } from '../../core/confidence.ts';
import type { IntentGuess } from '../../core/intent.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { IntentModel } from '../../intents/intent-model.ts';
import type { ReadMessage } from '../../intents/report-figures.ts';

/** What a message was read as, and whether an agent would act on it. */
export interface ReadIntent {
  readonly guess: string;
  readonly confidence: number;
  readonly acted: boolean;
}

/** A trained classifier with all that it takes to measure it. */
export interface IntentsHarness {
  /** The agent, or the file of examples. */
  readonly name: string;
  readonly examples: ReadonlyMap<string, readonly string[]>;
  readonly model: IntentModel;
  /** The label that stands for everything else; there need not be examples of it. */
  readonly outOfScope: string | null;
  /** From which confidence on an intent is acted on; null for what is out of scope. */
  readonly threshold: (intent: string) => IntentThreshold | null;
  /** The threshold of all intents that have none of their own. */
  readonly pooled: IntentThreshold;
  /** The examples, each read by a model that was trained without it. */
  readonly heldOut: readonly ReadMessage[];
  readonly read: (text: string) => Promise<ReadIntent>;
}

export interface BenchOf
  extends Pick<IntentsHarness, 'name' | 'examples' | 'model' | 'outOfScope' | 'pooled'> {
  readonly classifier: Classifier;
  /** Of intents that have a threshold of their own. */
  readonly thresholds?: ReadonlyMap<string, IntentThreshold>;
  /** Of a longer message only the beginning is read, so that nobody acts on it. */
  readonly characters: number;
}

/** Makes a harness of a trained classifier. */
export function harnessOf({ classifier, thresholds, characters, ...given }: BenchOf): IntentsHarness {
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
  // As likely as any other: the message has no word that any example has.
  const undecided = confidence <= 1 / intents + 1e-9;
  return { guess, confidence, acted: from !== null && confidence >= from.threshold && !undecided };
}
