import { fitTurnConfidence, type TurnConfidence } from '../../confidence/turn-confidence.ts';
import type { IntentThreshold } from '../../core/confidence.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { LabelledTurn } from '../../core/ports/outcome-log.ts';
import { intentThresholds } from './intent-thresholds.ts';
import { type TrainedClassifier, trainedClassifier } from './train-intents.ts';

/** An agent's classifier, its thresholds, and its turn confidence. */
export interface AgentConfidence {
  readonly classifier: Classifier;
  readonly thresholds: ReadonlyMap<string, IntentThreshold>;
  readonly turnConfidence: TurnConfidence;
}

/** Trains an agent's confidence from its examples and labelled turns. */
export async function openConfidence(options: TrainedClassifier): Promise<AgentConfidence> {
  const { classifier, model } = await trainedClassifier(options);
  return {
    classifier,
    thresholds: intentThresholds(options.declaration.config, model.heldOut),
    turnConfidence: fitTurnConfidence((options.labelled ?? []).flatMap(judgedSignals)),
  };
}

function judgedSignals({ signals, right }: LabelledTurn) {
  return signals === null || right === null ? [] : [{ signals, right }];
}

/** The origin of turn confidence in one line, by agent if they differ. */
export function describeTurnConfidence(
  agents: ReadonlyMap<string, Pick<AgentConfidence, 'turnConfidence'>>,
): string {
  const said = [...agents].map(([name, { turnConfidence }]) => ({ name, what: turnConfidence.describe }));
  const kinds = new Set(said.map(({ what }) => what));
  const all = kinds.size === 1 ? [...kinds] : said.map(({ name, what }) => `${name} ${what}`);
  return `turn confidence: ${all.join('; ')}`;
}
