import type { Prediction } from '../core/confidence.ts';

/** How sure something was said, and whether it was right: all that confidence is measured by. */
export interface Graded {
  readonly confidence: number;
  readonly right: boolean;
}

/** Whether a prediction named what the message really is. */
export function graded({ guess, confidence, label }: Prediction): Graded {
  return { confidence, right: guess === label };
}

/** Surest first. */
export function surestFirst(answers: readonly Graded[]): readonly Graded[] {
  return answers.toSorted((a, b) => b.confidence - a.confidence);
}
