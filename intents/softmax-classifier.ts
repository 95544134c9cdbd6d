import { AgentError } from '../core/errors.ts';
import type { IntentGuess } from '../core/intent.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import { type IntentModel, wordsOf } from './intent-model.ts';
import { scoresOf, softmax } from './softmax-regression.ts';

/** Names intents by a trained softmax head over sentence vectors. */
export function softmaxClassifier({
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
  return {
    async classify(text, signal) {
      signal.throwIfAborted();
      // Vectors of gibberish and of other languages fall anywhere, and would be named with confidence.
      if (!wordsOf(text).some((word) => model.words.has(word))) return undecided(model.labels);
      const [vector] = await embedder.embed([text], signal);
      const shares = softmax(
        scoresOf(model.weights, vector as Float32Array, model.labels.length),
        model.temperature,
      );
      return model.labels
        .map((name, index) => ({ name, confidence: shares[index] as number }))
        .sort((a, b) => b.confidence - a.confidence || (a.name < b.name ? -1 : 1));
    },
  };
}

const undecided = (labels: readonly string[]): readonly IntentGuess[] =>
  labels.map((name) => ({ name, confidence: 1 / labels.length }));
