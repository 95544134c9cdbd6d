import { join } from 'node:path';
import { readProject } from '../../config/load-project.ts';
import type { AgentSources } from '../../config/read/read-agent.ts';
import type { DocumentPath, Problem } from '../../config/read/source.ts';
import type { IntentThreshold } from '../../core/confidence.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { LabelledTurn } from '../../core/ports/outcome-log.ts';
import { hasExampleQuestions, learnAnswers } from '../knowledge/learn-answers.ts';
import { intentThresholds } from '../open/intent-thresholds.ts';
import { existingLedger } from '../open/open-ledger.ts';
import { trainedClassifier } from '../open/train-intents.ts';

/**
 * Finds promised error rates that a project's examples and labelled messages cannot prove.
 *
 * Trains the intents of agents with a promise, or reuses trained ones from the project's data folder.
 */
export async function checkConfidence(
  root: string,
  onProgress: (message: string) => void = () => {},
): Promise<readonly Diagnostic[]> {
  const { sources } = await readProject(root);
  const found: Diagnostic[] = [];
  for (const agent of [...sources.values()].filter(promisesSomething))
    found.push(...(await unprovenPromises(agent, join(root, '.trestle'), onProgress)));
  for (const agent of sources.values())
    found.push(...(await unprovenAnswers(agent, join(root, '.trestle'), onProgress)));
  return found;
}

function promisesSomething({ declaration: { config } }: AgentSources): boolean {
  return config.confidence !== undefined || config.intents.options.some(({ confidence }) => confidence);
}

async function unprovenPromises(
  agent: AgentSources,
  dataDir: string,
  onProgress: (message: string) => void,
): Promise<readonly Diagnostic[]> {
  // Loaded only if an agent has a promise: it takes as long as the rest of a check.
  const { openEmbedder } = await import('../open/open-embedder.ts');
  const { declaration } = agent;
  const embedder = await openEmbedder(dataDir);
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

/** Says when example questions are too few for quoting anything outright that is no passage's own question. */
async function unprovenAnswers(
  { declaration, source }: AgentSources,
  dataDir: string,
  onProgress: (message: string) => void,
): Promise<readonly Diagnostic[]> {
  if (!hasExampleQuestions(declaration)) return [];
  const { openEmbedder } = await import('../open/open-embedder.ts');
  const learned = await learnAnswers({
    declaration,
    embedder: await openEmbedder(dataDir),
    dataDir,
    onProgress,
  });
  if (!learned || learned.model.quote !== null) return [];
  const { error } = declaration.config.knowledge.answers;
  return [
    source.diagnose({
      code: 'CONFIDENCE_UNPROVEN',
      severity: 'warning',
      path: ['knowledge', 'answers'],
      message: `cannot certify that at most ${percent(error)} of questions without an answer get a quotation: ${learned.missing} more example questions needed`,
      help: 'until then what may answer is offered by its heading; add `questions` to the front matter of articles',
    }),
  ];
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

/** Turns with feedback in this data folder; empty if there is no ledger. */
async function labelledTurns(dataDir: string, agent: string): Promise<readonly LabelledTurn[]> {
  const ledger = await existingLedger(dataDir).catch(() => undefined);
  if (!ledger) return [];
  try {
    return await ledger.outcomes.labelled(agent);
  } finally {
    await ledger.close();
  }
}
