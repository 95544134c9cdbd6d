import { certify } from '../../confidence/certify.ts';
import type { Graded } from '../../confidence/graded.ts';
import type { AgentConfig } from '../../config/schemas/agent-schema.ts';
import type { ErrorTarget, IntentThreshold } from '../../core/confidence.ts';
import type { IntentModel } from '../../intents/intent-model.ts';

/**
 * The confidence from which each declared intent is acted on, computed from held-out readings.
 *
 * The agent's promise is proven over all messages, an intent's promise over the messages read as it. The intent for
 * out of scope counts like the others, because a wrong reading as out of scope is a mistake too. An unproven promise
 * uses the declared threshold and is not `certified`.
 */
export function intentThresholds(
  { intents, confidence }: Pick<AgentConfig, 'intents' | 'confidence'>,
  heldOut: IntentModel['heldOut'],
): ReadonlyMap<string, IntentThreshold> {
  const thresholdFor = (target: ErrorTarget | undefined, intent?: string): IntentThreshold =>
    target === undefined
      ? { threshold: intents.threshold, target: null, certified: false, missing: 0 }
      : proven(answersAbout(heldOut, intent), target, intents.threshold);
  const pooled = thresholdFor(confidence);
  return new Map(
    intents.options.map((intent) => [
      intent.name,
      intent.confidence ? thresholdFor(intent.confidence, intent.name) : pooled,
    ]),
  );
}

function proven(answers: readonly Graded[], target: ErrorTarget, otherwise: number): IntentThreshold {
  const certificate = certify(answers, target);
  return certificate.certified
    ? { threshold: certificate.threshold, target, certified: true, missing: 0 }
    : { threshold: otherwise, target, certified: false, missing: certificate.missing };
}

function answersAbout(heldOut: IntentModel['heldOut'], intent: string | undefined): readonly Graded[] {
  return heldOut.flatMap(({ label, guesses: [best] }) =>
    best === undefined || (intent !== undefined && best.name !== intent)
      ? []
      : [{ confidence: best.confidence, right: best.name === label }],
  );
}
