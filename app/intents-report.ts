import { basename } from 'node:path';
import { type ReadingFigures, type ReadMessage, readingFigures } from '../intents/report-figures.ts';
import { type IntentsReport, reportIntents } from '../intents/report-intents.ts';
import type { IntentsBench } from './intents-bench.ts';

export type { ReadingFigures } from '../intents/report-figures.ts';
export type { IntentsReport } from '../intents/report-intents.ts';

/** As `trestle check` sees it: with fewer examples an intent is hardly learnt. */
const ENOUGH_EXAMPLES = 15;

/** Labelled messages, and the file that they are from. */
export interface Measured {
  readonly file: string;
  readonly labelled: readonly ReadMessage[];
}

/** Reports on how labelled messages were read; without any, on how the examples were by models that had not seen them. */
export function benchReport(bench: IntentsBench, measured?: Measured): IntentsReport {
  const { name, examples, heldOut, outOfScope, threshold, pooled } = bench;
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

/** How well labelled messages were read. */
export function messageFigures(
  { outOfScope }: IntentsBench,
  labelled: readonly ReadMessage[],
): ReadingFigures {
  return readingFigures(labelled, outOfScope);
}
