import type { RankedPassage } from '../../core/context.ts';

/** The number of nearest example questions that are looked at. */
const NEAREST = 5;

export interface AskedWords {
  readonly stems: ReadonlySet<string>;
  /** A word's weight, 0..1. */
  readonly telling: (stem: string) => number;
  /** The words of a passage with its heading and example questions. */
  readonly wordsOf: (passage: RankedPassage) => ReadonlySet<string>;
}

/**
 * Numbers that tell for each found passage if it answers the question, with a constant first:
 *
 * its likeness by text; how far its score is above the others'; if it comes first in the search; how far it has more of
 * the telling words than the others; the weight of the most telling word that it lacks; its share of the nearest
 * example questions.
 */
export function fitFeatures(
  found: readonly RankedPassage[],
  { stems, telling, wordsOf }: AskedWords,
): readonly (readonly number[])[] {
  const scores = found.map(({ score }) => score);
  const total = [...stems].reduce((sum, stem) => sum + telling(stem), 0);
  const lacking = found.map((passage) => {
    const words = wordsOf(passage);
    return [...stems].filter((stem) => !words.has(stem)).map(telling);
  });
  const covered = lacking.map((weights) =>
    total === 0 ? 0 : 1 - weights.reduce((sum, weight) => sum + weight, 0) / total,
  );
  const near = nearest(found);
  return found.map(({ score, likeness }, at) => [
    1,
    likeness?.text ?? score,
    above(scores, at),
    at === 0 ? 1 : 0,
    above(covered, at),
    Math.max(0, ...(lacking[at] ?? [])),
    near.filter((owner) => owner === at).length / NEAREST,
  ]);
}

/** The count of these numbers. */
export const FEATURES = 7;

/** The distance of a value to the best of the others. */
function above(values: readonly number[], at: number): number {
  const others = values.filter((_, other) => other !== at);
  return (values[at] ?? 0) - (others.length === 0 ? 0 : Math.max(...others));
}

/** The passages of the nearest example questions, by their places. */
function nearest(found: readonly RankedPassage[]): readonly number[] {
  return found
    .flatMap(({ score, likeness }, at) =>
      (likeness?.questions.length ? likeness.questions : [score]).map((cosine) => ({ at, cosine })),
    )
    .sort((a, b) => b.cosine - a.cosine)
    .slice(0, NEAREST)
    .map(({ at }) => at);
}
