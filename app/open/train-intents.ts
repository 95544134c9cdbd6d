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
import { keptVectors } from '../knowledge/kept-vectors.ts';

/** Part of the cache's key. Change it if equal examples must give another model. */
const METHOD = 'linear-6';

export interface TrainIntents {
  readonly embedder: Embedder;
  /** Example messages by intent. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** Further labelled messages. */
  readonly labelled?: readonly LabelledText[];
  /** The intent of messages that belong to no other intent. */
  readonly outOfScope?: string | undefined;
  /** The folder of trained models, by the hash of their examples, and of vectors. */
  readonly folder: string;
  /** Work done, of how much; not called for a model that is kept. */
  readonly onProgress?: (done: number, total: number) => void;
}

const kept = (path: string): Promise<IntentModel | undefined> =>
  readFile(path, 'utf8').then(readIntentModel, () => undefined);

/** The intent model of these examples: a kept one, or trained now. */
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
  // A temporary file that is renamed, so that a crash leaves no partial model.
  await writeFile(`${path}.${process.pid}`, writeIntentModel(model));
  await rename(`${path}.${process.pid}`, path);
  return model;
}

/** Feedback as labelled messages: a corrected intent, or a guess that was right. */
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
  /** Labelled turns from production. They are added to the examples. */
  readonly labelled?: readonly LabelledTurn[];
  readonly onProgress?: (message: string) => void;
  /** Work done, of how much; not called for a model that is kept. */
  readonly onWork?: (done: number, total: number) => void;
}

/** An agent's classifier and its model. Trained again if the examples have changed. */
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
