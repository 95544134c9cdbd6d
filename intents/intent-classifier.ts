import { AgentError } from '../core/errors.ts';
import type { IntentGuess } from '../core/intent.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import type { IntentModel } from './intent-model.ts';
import { scoreInto, softmax } from './softmax.ts';
import { NO_TERMS, readTerms, termVector, wordsOf } from './terms.ts';

/** A distribution as guesses, best first; equal ones by name. */
export function guessesOf(labels: readonly string[], shares: Float64Array): readonly IntentGuess[] {
  return labels
    .map((name, index) => ({ name, confidence: shares[index] as number }))
    .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1));
}

const undecided = (labels: readonly string[]): readonly IntentGuess[] =>
  labels.map((name) => ({ name, confidence: 1 / labels.length }));

/** Names intents by a trained model. */
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
  const { labels, words, rarities, weights, temperature } = model;
  const linear = { classes: labels.length, weights };
  const numbers = new Map(model.terms.map((term, index) => [term, index]));
  const termsIn = (text: string) =>
    numbers.size === 0
      ? NO_TERMS
      : termVector(
          readTerms(text, (term) => numbers.get(term)),
          rarities,
        );
  return {
    async classify(text, signal) {
      signal.throwIfAborted();
      // Vectors of gibberish and of other languages fall anywhere, and would be named with confidence.
      if (!wordsOf(text).some((word) => words.has(word))) return undecided(labels);
      const [dense = new Float32Array()] = await embedder.embed([text], signal);
      const scores = scoreInto(new Float64Array(labels.length), linear, { dense, sparse: termsIn(text) });
      return guessesOf(labels, softmax(scores, temperature));
    },
  };
}
