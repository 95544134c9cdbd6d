import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import type { AgentSources } from '../config/read-agent.ts';
import type { DocumentPath, Problem } from '../config/source.ts';
import type { IntentThreshold } from '../core/confidence.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { LabelledTurn } from '../core/ports/outcome-log.ts';
import { intentThresholds } from './intent-thresholds.ts';
import { existingLedger } from './open-ledger.ts';
import { trainedClassifier } from './train-intents.ts';

export interface CheckConfidence {
  readonly agent: AgentSources;
  /** Where the trained intents and the ledger of the project are. */
  readonly dataDir: string;
  readonly onProgress: (message: string) => void;
}

/** Finds the promised error rates that the examples and the labelled messages cannot prove. Trains the intents if it must. */
export async function confidenceProblems({
  agent,
  dataDir,
  onProgress,
}: CheckConfidence): Promise<readonly Diagnostic[]> {
  const { declaration } = agent;
  const embedder = await minilmEmbedder();
  const labelled = await labelledTurns(dataDir, declaration.config.name);
  const { model } = await trainedClassifier({ declaration, embedder, dataDir, labelled, onProgress });
  const thresholds = intentThresholds(declaration.config, model.heldOut);
  const { options } = declaration.config.intents;
  const pooled = options.find(({ confidence }) => confidence === undefined);
  const promises: readonly Promised[] = [
    ...(pooled ? [{ about: 'all intents together', intent: pooled.name, path: ['confidence'] }] : []),
    ...options.flatMap(({ name, confidence }, index) =>
      confidence
        ? [{ about: `\`${name}\``, intent: name, path: ['intents', 'options', index, 'confidence'] }]
        : [],
    ),
  ];
  return promises
    .flatMap((promised) => unproven(promised, thresholds.get(promised.intent)))
    .map(agent.source.diagnose);
}

interface Promised {
  readonly about: string;
  readonly intent: string;
  readonly path: DocumentPath;
}

function unproven({ about, path }: Promised, threshold: IntentThreshold | undefined): readonly Problem[] {
  if (!threshold?.target || threshold.certified) return [];
  const { target, missing } = threshold;
  const examples = missing === 1 ? 'example' : 'examples';
  return [
    {
      code: 'CONFIDENCE_UNPROVEN',
      severity: 'warning',
      path,
      key: true,
      message: `cannot certify ${percent(target.error)} for ${about}: ${missing} more labelled ${examples} needed`,
      help: `until then it counts from a confidence of ${threshold.threshold} on (\`intents.threshold\`), marked as uncertified`,
    },
  ];
}

const percent = (share: number): string => `${Number((100 * share).toFixed(2))}%`;

/** What people said of turns here; nothing where nobody has talked yet. */
async function labelledTurns(dataDir: string, agent: string): Promise<readonly LabelledTurn[]> {
  const ledger = await existingLedger(dataDir).catch(() => undefined);
  if (!ledger) return [];
  try {
    return await ledger.outcomes.labelled(agent);
  } finally {
    await ledger.close();
  }
}
