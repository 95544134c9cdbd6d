import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentDeclaration } from '../config/project.ts';
import { contentHash } from '../core/json.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import { type IntentModel, readIntentModel, writeIntentModel } from '../intents/intent-model.ts';
import { softmaxClassifier } from '../intents/softmax-classifier.ts';
import { trainClassifier } from '../intents/train-classifier.ts';

/** Part of the cache's key: to be raised when the same examples should give another model. */
const METHOD = 'softmax-2';

export interface TrainIntents {
  readonly embedder: Embedder;
  /** Example messages by intent. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** Where trained models are kept, by the hash of what they were trained on. */
  readonly folder: string;
  /** Examples embedded so far, of how many; not called for a model that is kept. */
  readonly onProgress?: (done: number, total: number) => void;
}

const kept = (path: string): Promise<IntentModel | undefined> =>
  readFile(path, 'utf8').then(readIntentModel, () => undefined);

/** The intent model of these examples: kept from an earlier time, or trained now. */
export async function trainIntents({
  embedder,
  examples,
  folder,
  onProgress,
}: TrainIntents): Promise<IntentModel> {
  const hash = contentHash([METHOD, embedder.id, ...[...examples].map(([name, texts]) => [name, ...texts])]);
  const path = join(folder, `${hash}.json`);
  const known = await kept(path);
  if (known) return known;
  const model = await trainClassifier({ embedder, examples, ...(onProgress ? { onProgress } : {}) });
  await mkdir(folder, { recursive: true });
  // Renamed into place, so that a crash leaves no half of a model.
  await writeFile(`${path}.${process.pid}`, writeIntentModel(model));
  await rename(`${path}.${process.pid}`, path);
  return model;
}

export interface TrainedClassifier {
  readonly declaration: AgentDeclaration;
  readonly embedder: Embedder;
  readonly dataDir: string;
  readonly onProgress?: (message: string) => void;
}

/** An agent's classifier over its declared intents, trained when its examples have changed. */
export async function trainedClassifier({
  declaration,
  embedder,
  dataDir,
  onProgress = () => {},
}: TrainedClassifier): Promise<Classifier> {
  const { name, intents } = declaration.config;
  const examples = new Map(
    intents.options.map((intent) => [intent.name, declaration.examples.get(intent.name) ?? []]),
  );
  let told = false;
  const model = await trainIntents({
    embedder,
    examples,
    folder: join(dataDir, 'intents'),
    onProgress: (_done, total) => {
      if (!told) onProgress(`training the intents of ${name} on ${total} examples`);
      told = true;
    },
  });
  return softmaxClassifier({ embedder, model });
}
