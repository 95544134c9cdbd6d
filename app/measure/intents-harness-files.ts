import { join } from 'node:path';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import { certify } from '../../confidence/certify.ts';
import type { ErrorTarget, IntentThreshold } from '../../core/confidence.ts';
import { AgentError } from '../../core/errors.ts';
import { intentClassifier } from '../../intents/intent-classifier.ts';
import type { HeldOut } from '../../intents/intent-model.ts';
import { trainIntents } from '../open/train-intents.ts';
import { harnessOf, type IntentsHarness } from './intents-harness.ts';
import { type ReadExamples, readExampleFile } from './intents-harness-examples.ts';

/** A classifier trained on a file of examples. */
export type ExamplesIntents = IntentsHarness & Pick<ReadExamples, 'problems' | 'malformed'>;

export interface ExamplesBench {
  readonly name: string;
  /** Labelled examples, one JSON object a line. */
  readonly file: string;
  readonly outOfScope: string;
  readonly target: ErrorTarget;
  /** The folder of trained classifiers. */
  readonly dataDir: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The threshold without a proof, as agents have by default. */
const DEFAULT_THRESHOLD = 0.5;

/** The longest message of an agent by default. */
const LONGEST = 4000;

/** Trains on a file of examples, if needed. Rejects with `REQUEST_INVALID`. */
export async function openExamplesHarness({
  name,
  file,
  outOfScope,
  target,
  dataDir,
  onProgress,
}: ExamplesBench): Promise<ExamplesIntents> {
  const { examples, problems, malformed } = await readExampleFile(file);
  if (examples.size < 2)
    throw new AgentError('REQUEST_INVALID', `\`${file}\` needs examples of two intents at least`);
  const embedder = await minilmEmbedder();
  const model = await trainIntents({
    embedder,
    examples,
    ...(examples.has(outOfScope) ? { outOfScope } : {}),
    folder: join(dataDir, 'intents'),
    ...(onProgress ? { onProgress } : {}),
  });
  const pooled = pooledThreshold(model.heldOut, outOfScope, target);
  const classifier = intentClassifier({ embedder, model });
  const harness = harnessOf({ name, examples, model, outOfScope, pooled, classifier, characters: LONGEST });
  return { ...harness, problems, malformed };
}

/** The threshold over all messages except those read as out of scope, which are not acted on. */
function pooledThreshold(
  heldOut: readonly HeldOut[],
  outOfScope: string,
  target: ErrorTarget,
): IntentThreshold {
  const answers = heldOut.flatMap(({ label, guesses: [best] }) =>
    best === undefined || best.name === outOfScope
      ? []
      : [{ confidence: best.confidence, right: best.name === label }],
  );
  const certificate = certify(answers, target);
  return certificate.certified
    ? { threshold: certificate.threshold, target, certified: true, missing: 0 }
    : { threshold: DEFAULT_THRESHOLD, target, certified: false, missing: certificate.missing };
}
