import { basename } from 'node:path';
import type { IntentThreshold } from '../../core/confidence.ts';
import { type ReadingFigures, type ReadMessage, readingFigures } from '../../intents/report-figures.ts';
import { type IntentsReport, provable, reportIntents } from '../../intents/report-intents.ts';
import type { IntentsHarness } from './intents-harness.ts';

export type { ReadingFigures } from '../../intents/report-figures.ts';
export type { IntentsReport } from '../../intents/report-intents.ts';

/** The least number of examples of an intent, as in `trestle check`. */
const ENOUGH_EXAMPLES = 15;

/** Labelled messages with their file. */
export interface Measured {
  readonly file: string;
  readonly labelled: readonly ReadMessage[];
}

/** Reports on labelled messages, or on the held-out examples if there are none. */
export function heldOutReport(harness: IntentsHarness, measured?: Measured): IntentsReport {
  const { name, examples, heldOut, outOfScope, threshold, pooled } = harness;
  const given = measured && measured.labelled.length > 0 ? measured : null;
  return reportIntents({
    name,
    measured: given && basename(given.file),
    messages: given?.labelled ?? heldOut,
    examples,
    heldOut,
    outOfScope,
    threshold,
    pooled,
    enough: ENOUGH_EXAMPLES,
  });
}

/** The result of a training. */
export interface TrainingReport extends Pick<IntentsReport, 'name' | 'figures' | 'threshold' | 'provable'> {
  readonly intents: number;
  readonly examples: number;
  /** The number of labelled messages from production. */
  readonly labelled: number;
  readonly features: 'vectors' | 'vectors and terms';
  /** The expected calibration error before calibration. */
  readonly calibration_error_before: number;
  /** The thresholds of intents with a promise of their own. */
  readonly thresholds: readonly { readonly intent: string; readonly threshold: IntentThreshold }[];
}

/** Reports on a training, by held-out readings of the examples. */
export function trainingReport(harness: IntentsHarness): TrainingReport {
  const { name, examples, heldOut, model, outOfScope, pooled } = harness;
  const count = [...examples.values()].flat().length;
  return {
    name,
    intents: examples.size,
    examples: count,
    labelled: Math.max(0, heldOut.length - count),
    features: model.terms.length > 0 ? 'vectors and terms' : 'vectors',
    figures: readingFigures(heldOut, outOfScope),
    calibration_error_before: model.rawCalibrationError,
    threshold: pooled,
    thresholds: [...examples.keys()].flatMap((intent) => {
      const threshold = harness.threshold(intent);
      return threshold === null || threshold.target === pooled.target ? [] : [{ intent, threshold }];
    }),
    provable: provable(heldOut, outOfScope, pooled.target?.assurance),
  };
}

/** The figures of labelled messages. */
export function messageFigures(
  { outOfScope }: IntentsHarness,
  labelled: readonly ReadMessage[],
): ReadingFigures {
  return readingFigures(labelled, outOfScope);
}
