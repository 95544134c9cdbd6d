import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentDeclaration } from '../../config/read/project.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { LabelledTurn } from '../../core/ports/outcome-log.ts';
import { contentHash } from '../../core/values/json.ts';
import { intentClassifier } from '../../intents/intent-classifier.ts';
import { type IntentModel, readIntentModel, writeIntentModel } from '../../intents/intent-model.ts';
import { type LabelledText, trainClassifier } from '../../intents/train-classifier.ts';
import { keptVectors } from './kept-vectors.ts';

/** Part of the cache's key: to be raised when the same examples should give another model. */
const METHOD = 'linear-6';

export interface TrainIntents {
  readonly embedder: Embedder;
  /** Example messages by intent. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** Further messages, with what they really were. */
  readonly labelled?: readonly LabelledText[];
  /** The intent that stands for whatever is none of the others. */
  readonly outOfScope?: string | undefined;
  /** Where trained models are kept, by the hash of what they were trained on, and the vectors of their examples. */
  readonly folder: string;
  /** Work done, of how much; not called for a model that is kept. */
  readonly onProgress?: (done: number, total: number) => void;
}

const kept = (path: string): Promise<IntentModel | undefined> =>
  readFile(path, 'utf8').then(readIntentModel, () => undefined);

/** The intent model of these examples: kept from an earlier time, or trained now. */
export async function trainIntents({
  embedder,
  examples,
  labelled = [],
  outOfScope,
  folder,
  onProgress,
}: TrainIntents): Promise<IntentModel> {
  const hash = contentHash([
    METHOD,
    embedder.id,
    outOfScope ?? null,
    ...[...examples].map(([name, texts]) => [name, ...texts]),
    labelled.map(({ text, label }) => [text, label]),
  ]);
  const path = join(folder, `${hash}.json`);
  const known = await kept(path);
  if (known) return known;
  const vectors = await keptVectors(embedder, join(folder, `vectors-${embedder.id}`));
  const model = await trainClassifier({
    embedder: vectors.embedder,
    examples,
    labelled,
    ...(outOfScope === undefined ? {} : { outOfScope }),
    ...(onProgress ? { onProgress } : {}),
  });
  await vectors.save();
  await mkdir(folder, { recursive: true });
  // Renamed into place, so that a crash leaves no half of a model.
  await writeFile(`${path}.${process.pid}`, writeIntentModel(model));
  await rename(`${path}.${process.pid}`, path);
  return model;
}

/** What people said of turns, as messages of declared intents: a correction, or a guess that was right. */
export function labelledTexts(
  turns: readonly LabelledTurn[],
  intents: readonly string[],
): readonly LabelledText[] {
  return turns.flatMap(({ text, guess, corrected_intent, right }) => {
    const label = corrected_intent ?? (right === true ? guess?.name : undefined);
    return label !== undefined && intents.includes(label) && text.trim() !== '' ? [{ text, label }] : [];
  });
}

export interface TrainedClassifier {
  readonly declaration: AgentDeclaration;
  readonly embedder: Embedder;
  readonly dataDir: string;
  /** Turns from production of which somebody said what they really were: they join the examples. */
  readonly labelled?: readonly LabelledTurn[];
  readonly onProgress?: (message: string) => void;
  /** Work done, of how much; not called for a model that is kept. */
  readonly onWork?: (done: number, total: number) => void;
}

/** An agent's classifier over its declared intents and the model in it, trained when its examples have changed. */
export async function trainedClassifier({
  declaration,
  embedder,
  dataDir,
  labelled = [],
  onProgress = () => {},
  onWork = () => {},
}: TrainedClassifier): Promise<{ readonly classifier: Classifier; readonly model: IntentModel }> {
  const { name, intents } = declaration.config;
  const examples = new Map(
    intents.options.map((intent) => [intent.name, declaration.examples.get(intent.name) ?? []]),
  );
  const count = [...examples.values()].flat().length;
  let told = false;
  const model = await trainIntents({
    embedder,
    examples,
    labelled: labelledTexts(labelled, [...examples.keys()]),
    outOfScope: intents.outOfScope,
    folder: join(dataDir, 'intents'),
    onProgress: (done, total) => {
      onWork(done, total);
      if (!told) onProgress(`training the intents of ${name} on ${count} examples`);
      told = true;
    },
  });
  return { classifier: intentClassifier({ embedder, model }), model };
}
