import type { Prediction } from '../core/confidence.ts';

/** The confidence of an answer, and its correctness. */
export interface Graded {
  readonly confidence: number;
  readonly right: boolean;
}

/** Grades a prediction by the message's label. */
export function graded({ guess, confidence, label }: Prediction): Graded {
  return { confidence, right: guess === label };
}

/** Sorts answers by confidence, highest first. */
export function surestFirst(answers: readonly Graded[]): readonly Graded[] {
  return answers.toSorted((a, b) => b.confidence - a.confidence);
}
