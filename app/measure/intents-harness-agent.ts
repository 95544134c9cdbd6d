import { loadProject } from '../../config/load-project.ts';
import { type AgentDeclaration, declaredAgent } from '../../config/read/project.ts';
import type { IntentThreshold } from '../../core/confidence.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { IntentModel } from '../../intents/intent-model.ts';
import { intentThresholds } from '../open/intent-thresholds.ts';
import { openEmbedder } from '../open/open-embedder.ts';
import { labelledTurns } from '../open/open-ledger.ts';
import { trainedClassifier } from '../open/train-intents.ts';
import { harnessOf, type IntentsHarness } from './intents-harness.ts';

export interface AgentBench {
  readonly root: string;
  readonly agent: string;
  /** The folder of trained classifiers and of the ledger with labelled turns. */
  readonly dataDir: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Trains an agent's intents as a server does, if needed. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openAgentHarness({
  root,
  agent,
  dataDir,
  onProgress,
}: AgentBench): Promise<IntentsHarness> {
  const declaration = declaredAgent(unwrap(await loadProject(root)), agent);
  const { intents, limits } = declaration.config;
  const { classifier, model } = await trainedClassifier({
    declaration,
    embedder: await openEmbedder(dataDir),
    dataDir,
    labelled: await labelledTurns(dataDir, agent),
    ...(onProgress ? { onWork: onProgress } : {}),
  });
  return harnessOf({
    name: agent,
    examples: new Map(intents.options.map(({ name }) => [name, declaration.examples.get(name) ?? []])),
    model,
    outOfScope: intents.outOfScope ?? null,
    pooled: pooledThreshold(declaration, model),
    thresholds: intentThresholds(declaration.config, model.heldOut),
    classifier,
    characters: limits.characters,
  });
}

/** The agent's threshold for all its intents together, without promises of single intents. */
function pooledThreshold({ config }: AgentDeclaration, { heldOut }: IntentModel): IntentThreshold {
  const { intents, confidence } = config;
  const options = intents.options.slice(0, 1).map(({ confidence: _own, ...intent }) => intent);
  const [pooled] = intentThresholds({ confidence, intents: { ...intents, options } }, heldOut).values();
  return pooled ?? { threshold: intents.threshold, target: null, certified: false, missing: 0 };
}
