import { z } from 'zod';

/** A trained intent classifier, as data. */
export interface IntentModel {
  /** The embedder whose vectors it reads. */
  readonly embedder: string;
  /** The declared intents, in the order of the scores. */
  readonly labels: readonly string[];
  /** For each intent its weights followed by its bias. */
  readonly weights: Float64Array;
  /** Divides the scores so that confidences mean what they say on examples not trained on. */
  readonly temperature: number;
  /** Every word of the examples: a message with none of them is in no language that the model knows. */
  readonly words: ReadonlySet<string>;
  /** Share of examples named right by a model that had not seen them; null when there were too few to tell. */
  readonly accuracy: number | null;
}

const Stored = z.strictObject({
  embedder: z.string(),
  labels: z.array(z.string()),
  weights: z.base64(),
  temperature: z.number().positive(),
  words: z.array(z.string()),
  accuracy: z.number().min(0).max(1).nullable(),
});

/** Writes a model as JSON text. */
export function writeIntentModel(model: IntentModel): string {
  const weights = Buffer.from(Float32Array.from(model.weights).buffer).toString('base64');
  return JSON.stringify({ ...model, weights, words: [...model.words] });
}

/** Reads what `writeIntentModel` wrote; undefined for anything else. */
export function readIntentModel(text: string): IntentModel | undefined {
  try {
    const { weights, words, ...stored } = Stored.parse(JSON.parse(text));
    const bytes = Uint8Array.from(Buffer.from(weights, 'base64'));
    return { ...stored, words: new Set(words), weights: Float64Array.from(new Float32Array(bytes.buffer)) };
  } catch {
    return undefined;
  }
}

/** The words of a text that can carry meaning: two letters or more, case folded. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
}
