import { fitTurnConfidence, type TurnConfidence } from '../../confidence/turn-confidence.ts';
import type { IntentThreshold } from '../../core/confidence.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { LabelledTurn } from '../../core/ports/outcome-log.ts';
import { intentThresholds } from './intent-thresholds.ts';
import { type TrainedClassifier, trainedClassifier } from './train-intents.ts';

/** How an agent names what a message is about, from where on it acts on that, and how sure of a turn it is. */
export interface AgentConfidence {
  readonly classifier: Classifier;
  readonly thresholds: ReadonlyMap<string, IntentThreshold>;
  readonly turnConfidence: TurnConfidence;
}

/** Learns all that an agent's confidence rests on, from its examples and from turns that people labelled. */
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

/** What turn confidence rests on, in one line; the agents by name where they differ. */
export function describeTurnConfidence(
  agents: ReadonlyMap<string, Pick<AgentConfidence, 'turnConfidence'>>,
): string {
  const said = [...agents].map(([name, { turnConfidence }]) => ({ name, what: turnConfidence.describe }));
  const kinds = new Set(said.map(({ what }) => what));
  const all = kinds.size === 1 ? [...kinds] : said.map(({ name, what }) => `${name} ${what}`);
  return `turn confidence: ${all.join('; ')}`;
}
