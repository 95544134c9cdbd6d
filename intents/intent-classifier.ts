import { AgentError } from '../core/errors.ts';
import type { IntentGuess } from '../core/intent.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import { distribution } from './calibrate.ts';
import { speller } from './correct-spelling.ts';
import type { IntentModel } from './intent-model.ts';
import { scoreInto } from './softmax.ts';
import { NO_TERMS, readTerms, termVector, wordsOf } from './terms.ts';

/** A distribution as guesses, best first, then by name. */
export function guessesOf(labels: readonly string[], shares: Float64Array): readonly IntentGuess[] {
  return labels
    .map((name, index) => ({ name, confidence: shares[index] as number }))
    .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1));
}

/** The number of the class for out of scope; null if there is none. */
export function outsideOf(labels: readonly string[], outOfScope: string | null): number | null {
  const number = outOfScope === null ? -1 : labels.indexOf(outOfScope);
  return number < 0 ? null : number;
}

/** The size from which a vocabulary is expected to contain half the words of any message. */
const LARGE_VOCABULARY = 2000;

/**
 * The degree to which a message is in the language of the examples: 1 if half of its words are known, or a smaller
 * share with a small vocabulary.
 *
 * Vectors of gibberish and of other languages are arbitrary and would get confident names.
 */
function knownShare(words: readonly string[], vocabulary: ReadonlySet<string>): number {
  const known = words.filter((word) => vocabulary.has(word)).length;
  const enough = (words.length * Math.min(1, vocabulary.size / LARGE_VOCABULARY)) / 2;
  return known === 0 ? 0 : Math.min(1, known / enough);
}

const undecided = (labels: readonly string[]): readonly IntentGuess[] =>
  labels.map((name) => ({ name, confidence: 1 / labels.length }));

/** A classifier over a trained model. */
export function intentClassifier({
  embedder,
  model,
}: {
  readonly embedder: Embedder;
  readonly model: IntentModel;
}): Classifier {
  if (model.embedder !== embedder.id) {
    throw new AgentError(
      'INTERNAL',
      `the intent model was trained on \`${model.embedder}\`, not \`${embedder.id}\``,
    );
  }
  const { labels, words, rarities, weights, calibration } = model;
  const outside = outsideOf(labels, model.outOfScope);
  const linear = { classes: labels.length, weights };
  const numbers = new Map(model.terms.map((term, index) => [term, index]));
  const corrected = speller(words, (word) => rarities[numbers.get(word) ?? -1]);
  const termsIn = (text: string) =>
    numbers.size === 0
      ? NO_TERMS
      : termVector(
          readTerms(text, (term) => numbers.get(term)),
          rarities,
        );
  return {
    async classify(said, signal) {
      signal.throwIfAborted();
      const text = corrected(said);
      const known = knownShare(wordsOf(text), words);
      if (known === 0) return undecided(labels);
      const [dense = new Float32Array()] = await embedder.embed([text], signal);
      const scores = scoreInto(new Float64Array(labels.length), linear, { dense, sparse: termsIn(text) });
      const shares = distribution(scores, calibration, outside);
      return guessesOf(
        labels,
        shares.map((share) => known * share + (1 - known) / labels.length),
      );
    },
  };
}
