import { z } from 'zod';
import type { IntentGuess } from '../core/intent.ts';
import type { Calibration } from './calibrate.ts';

/** The reading of an example by a model that was trained without it. */
export interface HeldOut {
  readonly text: string;
  readonly label: string;
  /** The three best, best first, calibrated like the classifier's. */
  readonly guesses: readonly IntentGuess[];
}

/** A trained intent classifier, as data. */
export interface IntentModel {
  /** The id of the embedder of its vectors. */
  readonly embedder: string;
  /** The declared intents, in the order of the scores. */
  readonly labels: readonly string[];
  /** The label for messages that belong to no other label. */
  readonly outOfScope: string | null;
  /** The terms that it uses beside the vectors, in the order of their weights. May be empty. */
  readonly terms: readonly string[];
  /** The rarity of each term. */
  readonly rarities: Float32Array;
  /** Rows for each dimension of the vectors, each term and the bias; columns for the labels. */
  readonly weights: Float32Array;
  /** The calibration of confidences, fitted to held-out examples. */
  readonly calibration: Calibration;
  /** Every word of the examples. A message without any of them is in an unknown language. */
  readonly words: ReadonlySet<string>;
  /** The share of held-out examples that were read right; null if there were too few. */
  readonly accuracy: number | null;
  /** The expected calibration error of the held-out examples without calibration. */
  readonly rawCalibrationError: number;
  /** The held-out reading of every example; empty if there were too few. */
  readonly heldOut: readonly HeldOut[];
}

const Share = z.number().min(0).max(1);

const Stored = z.strictObject({
  embedder: z.string(),
  labels: z.array(z.string()),
  outOfScope: z.string().nullable(),
  terms: z.array(z.string()),
  rarities: z.string(),
  weights: z.string(),
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

function read(text: string): Float32Array {
  const { buffer, byteOffset, byteLength } = Buffer.from(text, 'base64');
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Writes a model as JSON text. */
export function writeIntentModel(model: IntentModel): string {
  return JSON.stringify({
    ...model,
    rarities: written(model.rarities),
    weights: written(model.weights),
    words: [...model.words],
  });
}

/** Reads the output of `writeIntentModel`; undefined for any other text. */
export function readIntentModel(text: string): IntentModel | undefined {
  try {
    const { words, ...stored } = Stored.parse(JSON.parse(text));
    const [rarities, weights] = [read(stored.rarities), read(stored.weights)];
    const isWhole = rarities.length === stored.terms.length && weights.length % stored.labels.length === 0;
    return isWhole ? { ...stored, words: new Set(words), rarities, weights } : undefined;
  } catch {
    return undefined;
  }
}
