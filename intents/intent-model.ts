import { z } from 'zod';
import type { IntentGuess } from '../core/intent.ts';
import type { Calibration } from './calibrate.ts';

/** What a model that had not seen an example said of it. */
export interface HeldOut {
  readonly text: string;
  readonly label: string;
  /** The best three, best first, calibrated as the classifier's are. */
  readonly guesses: readonly IntentGuess[];
}

/** A trained intent classifier, as data. */
export interface IntentModel {
  /** The embedder whose vectors it reads. */
  readonly embedder: string;
  /** The declared intents, in the order of the scores. */
  readonly labels: readonly string[];
  /** The label that stands for whatever is none of the others. */
  readonly outOfScope: string | null;
  /** The terms that it reads beside the vectors, in the order of their weights; empty when it reads none. */
  readonly terms: readonly string[];
  /** How much each term tells. */
  readonly rarities: Float32Array;
  /** A row for each dimension of the vectors, for each term, and for the bias; in each a weight for each label. */
  readonly weights: Float32Array;
  /** Makes confidences mean what they say on examples not trained on. */
  readonly calibration: Calibration;
  /** Every word of the examples: a message with none of them is in no language that the model knows. */
  readonly words: ReadonlySet<string>;
  /** Share of the examples named right by a model that had not seen them; null when there were too few to tell. */
  readonly accuracy: number | null;
  /** The expected calibration error that the held-out examples would have without any calibration. */
  readonly rawCalibrationError: number;
  /** Every example, as a model saw it that was trained without it; empty when there were too few. */
  readonly heldOut: readonly HeldOut[];
}

const Share = z.number().min(0).max(1);

const Stored = z.strictObject({
  embedder: z.string(),
  labels: z.array(z.string()),
  outOfScope: z.string().nullable(),
  terms: z.array(z.string()),
  rarities: z.base64(),
  weights: z.base64(),
  calibration: z.strictObject({
    temperature: z.number().positive(),
    scope: z.array(z.number()).length(3).nullable(),
    reach: z.strictObject({ foreign: z.number(), familiar: z.number() }).nullable(),
  }),
  words: z.array(z.string()),
  accuracy: Share.nullable(),
  rawCalibrationError: Share,
  heldOut: z.array(
    z.strictObject({
      text: z.string(),
      label: z.string(),
      guesses: z.array(z.strictObject({ name: z.string(), confidence: Share })),
    }),
  ),
});

const written = (numbers: Float32Array): string =>
  Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64');

const read = (text: string): Float32Array =>
  new Float32Array(Uint8Array.from(Buffer.from(text, 'base64')).buffer);

/** Writes a model as JSON text. */
export function writeIntentModel(model: IntentModel): string {
  return JSON.stringify({
    ...model,
    rarities: written(model.rarities),
    weights: written(model.weights),
    words: [...model.words],
  });
}

/** Reads what `writeIntentModel` wrote; undefined for anything else. */
export function readIntentModel(text: string): IntentModel | undefined {
  try {
    const { weights, rarities, words, ...stored } = Stored.parse(JSON.parse(text));
    return { ...stored, words: new Set(words), rarities: read(rarities), weights: read(weights) };
  } catch {
    return undefined;
  }
}
