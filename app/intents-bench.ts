import { join } from 'node:path';
import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import { certify } from '../confidence/certify.ts';
import { graded } from '../confidence/graded.ts';
import type { ErrorTarget, IntentThreshold } from '../core/confidence.ts';
import { AgentError } from '../core/errors.ts';
import type { IntentGuess } from '../core/intent.ts';
import { intentClassifier } from '../intents/intent-classifier.ts';
import type { HeldOut } from '../intents/intent-model.ts';
import type { ReadMessage } from '../intents/report-figures.ts';
import { type ReadExamples, readExampleFile } from './intents-bench-examples.ts';
import { trainIntents } from './train-intents.ts';

/** What a message was read as, and whether an agent would act on it. */
export interface ReadIntent {
  readonly guess: string;
  readonly confidence: number;
  readonly acted: boolean;
}

/** A trained classifier with all that it takes to measure it. */
export interface IntentsBench {
  /** The agent, or the file of examples. */
  readonly name: string;
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** The label that stands for everything else; there need not be examples of it. */
  readonly outOfScope: string | null;
  /** From which confidence on an intent is acted on; null for what is out of scope. */
  readonly threshold: (intent: string) => IntentThreshold | null;
  /** The threshold of all intents together. */
  readonly pooled: IntentThreshold;
  /** The examples, each read by a model that was trained without it. */
  readonly heldOut: readonly ReadMessage[];
  readonly read: (text: string) => Promise<ReadIntent>;
}

/** A classifier trained on a file of examples. */
export type ExamplesIntents = IntentsBench & Pick<ReadExamples, 'problems' | 'malformed'>;

export interface ExamplesBench {
  readonly name: string;
  /** Labelled examples, one JSON object a line. */
  readonly file: string;
  readonly outOfScope: string;
  readonly target: ErrorTarget;
  /** Where trained classifiers are kept. */
  readonly dataDir: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Without a proof, what an agent acts on from here on is a default and no promise. */
const DEFAULT_THRESHOLD = 0.5;

/** Longer than an agent lets a message be unless it says otherwise: nobody reads all of it. */
const LONGEST = 4000;

/** Trains on a file of examples, or finds what was trained on them before. Rejects with `REQUEST_INVALID`. */
export async function openExamplesBench({
  name,
  file,
  outOfScope: label,
  target,
  dataDir,
  onProgress,
}: ExamplesBench): Promise<ExamplesIntents> {
  const { examples, problems, malformed } = await readExampleFile(file);
  if (examples.size < 2)
    throw new AgentError('REQUEST_INVALID', `\`${file}\` needs examples of two intents at least`);
  const outOfScope = examples.has(label) ? label : null;
  const embedder = await minilmEmbedder();
  const model = await trainIntents({
    embedder,
    examples,
    ...(outOfScope === null ? {} : { outOfScope }),
    folder: join(dataDir, 'intents'),
    ...(onProgress ? { onProgress } : {}),
  });
  const pooled = pooledThreshold(model.heldOut, outOfScope, target);
  const threshold = (intent: string) => (intent === label ? null : pooled);
  const classifier = intentClassifier({ embedder, model });
  const { signal } = new AbortController();
  const decided = (guesses: readonly IntentGuess[]) => decide(guesses, threshold, model.labels.length);
  return {
    name,
    examples,
    problems,
    malformed,
    outOfScope: label,
    threshold,
    pooled,
    heldOut: model.heldOut.map(({ text, label: truth, guesses }) => ({
      text,
      label: truth,
      ...decided(guesses),
    })),
    async read(text) {
      const reading = decided(await classifier.classify(text, signal));
      return { ...reading, acted: reading.acted && text.length <= LONGEST };
    },
  };
}

/** What nobody acts on is no part of the promise: it is about what is acted on. */
function pooledThreshold(
  heldOut: readonly HeldOut[],
  outOfScope: string | null,
  target: ErrorTarget,
): IntentThreshold {
  const answers = heldOut.flatMap(({ label, guesses: [best] }) =>
    best === undefined || best.name === outOfScope
      ? []
      : [graded({ label, guess: best.name, confidence: best.confidence })],
  );
  const certificate = certify(answers, target);
  return certificate.certified
    ? { threshold: certificate.threshold, target, certified: true, missing: 0 }
    : { threshold: DEFAULT_THRESHOLD, target, certified: false, missing: certificate.missing };
}

function decide(
  [best]: readonly IntentGuess[],
  threshold: (intent: string) => IntentThreshold | null,
  intents: number,
): ReadIntent {
  const { name: guess, confidence } = best ?? { name: '', confidence: 0 };
  const from = threshold(guess);
  // As likely as any other: the message has no word that any example has.
  const undecided = confidence <= 1 / intents + 1e-9;
  return { guess, confidence, acted: from !== null && confidence >= from.threshold && !undecided };
}
