import { certify } from '../confidence/certify.ts';
import { type ReliabilityBin, type RiskPoint, reliability, riskCoverage } from '../confidence/measures.ts';
import type { Certificate, ErrorTarget, IntentThreshold } from '../core/confidence.ts';
import { type Confusion, confusions, type Mislabelled, mislabelled } from './report-confusions.ts';
import {
  gradedMessage,
  type IntentFigures,
  intentFigures,
  REPORTED_ERRORS,
  type ReadingFigures,
  type ReadMessage,
  readingFigures,
} from './report-figures.ts';
import { type NearDuplicate, nearDuplicates } from './report-near-duplicates.ts';

/** Histogram of confidences: counts for equal parts of 0..1. */
interface Spread {
  readonly name: string;
  readonly counts: readonly number[];
}

/** A report on the quality of an agent's intents. */
export interface IntentsReport {
  /** The agent, or the file of examples. */
  readonly name: string;
  /** The file of measured messages; null for the held-out examples. */
  readonly measured: string | null;
  readonly out_of_scope_label: string | null;
  /** The threshold of all intents together. */
  readonly threshold: IntentThreshold;
  /** The error rates that the examples could prove for all intents together. Coverage is of all messages. */
  readonly provable: readonly (ErrorTarget & Certificate)[];
  readonly figures: ReadingFigures;
  readonly intents: readonly IntentFigures[];
  readonly reliability: readonly ReliabilityBin[];
  readonly risk_coverage: readonly RiskPoint[];
  readonly confidences: readonly Spread[];
  readonly confused: readonly Confusion[];
  readonly mislabelled: readonly Mislabelled[];
  readonly near_duplicates: readonly NearDuplicate[];
  readonly few_examples: readonly { readonly intent: string; readonly examples: number }[];
  /** Labels of messages that are no intent; such messages are always read wrong. */
  readonly unknown_labels: readonly string[];
}

export interface ReportIntents extends Pick<IntentsReport, 'name' | 'measured'> {
  /** The measured messages: held-out examples, or messages of another file. */
  readonly messages: readonly ReadMessage[];
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** The held-out readings of the examples. */
  readonly heldOut: readonly ReadMessage[];
  readonly outOfScope: string | null;
  readonly threshold: (intent: string) => IntentThreshold | null;
  readonly pooled: IntentThreshold;
  /** Intents with fewer examples are listed. */
  readonly enough: number;
}

const PARTS = 20;

/** Computes a report. */
export function reportIntents(given: ReportIntents): IntentsReport {
  const { name, measured, messages, examples, heldOut, outOfScope, threshold, pooled, enough } = given;
  const answers = messages.map(gradedMessage);
  const counts = new Map([...examples].map(([intent, texts]) => [intent, texts.length]));
  return {
    name,
    measured,
    out_of_scope_label: outOfScope,
    threshold: pooled,
    provable: provable(heldOut, outOfScope, pooled.target?.assurance),
    figures: readingFigures(messages, outOfScope),
    intents: intentFigures({ messages, examples: counts, threshold }),
    reliability: reliability(answers, 'width', 10),
    risk_coverage: riskOf(messages, outOfScope),
    confidences: spreads(messages, outOfScope),
    confused: confusions(messages),
    mislabelled: mislabelled(heldOut),
    near_duplicates: nearDuplicates(examples),
    few_examples: [...counts]
      .filter(([, count]) => count < enough)
      .map(([intent, count]) => ({ intent, examples: count })),
    unknown_labels: [...new Set(messages.map(({ label }) => label))].filter((label) => !examples.has(label)),
  };
}

const ASSURANCE = 0.95;

/** The error rates that held-out examples could prove. Excludes messages read as out of scope, which are not acted on. */
export function provable(
  heldOut: readonly ReadMessage[],
  outOfScope: string | null,
  assurance = ASSURANCE,
): IntentsReport['provable'] {
  const answers = heldOut.filter(({ guess }) => guess !== outOfScope).map(gradedMessage);
  return REPORTED_ERRORS.map((error) => {
    const certificate = certify(answers, { error, assurance });
    if (!certificate.certified) return { error, assurance, ...certificate };
    const coverage = (certificate.coverage * answers.length) / heldOut.length;
    return { error, assurance, ...certificate, coverage };
  });
}

const POINTS = 200;

/** The risk-coverage curve. Messages read as out of scope do not count as covered. */
function riskOf(messages: readonly ReadMessage[], outOfScope: string | null): readonly RiskPoint[] {
  const candidates = messages.filter(({ guess }) => guess !== outOfScope);
  const points = riskCoverage(candidates.map(gradedMessage)).map((point) => ({
    ...point,
    coverage: (point.coverage * candidates.length) / messages.length,
  }));
  const step = (at: number) => Math.floor(at * POINTS);
  return points.filter(
    ({ coverage }, index) =>
      index === points.length - 1 || step(coverage) !== step(points[index + 1]?.coverage ?? 0),
  );
}

function spreads(messages: readonly ReadMessage[], outOfScope: string | null): readonly Spread[] {
  const kinds = [
    { name: 'right', of: messages.filter(({ label, guess }) => label === guess) },
    {
      name: 'wrong',
      of: messages.filter(({ label, guess }) => label !== guess && label !== outOfScope),
    },
    {
      name: 'out of scope',
      of: messages.filter(({ label, guess }) => label !== guess && label === outOfScope),
    },
  ];
  return kinds
    .filter(({ of }) => of.length > 0)
    .map(({ name, of }) => {
      const counts = new Array<number>(PARTS).fill(0);
      for (const { confidence } of of) {
        const part = Math.min(PARTS - 1, Math.floor(confidence * PARTS));
        counts[part] = (counts[part] ?? 0) + 1;
      }
      return { name, counts };
    });
}
