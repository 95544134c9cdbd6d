import type { RankedPassage } from '../../core/context.ts';
import { isNearlySame } from './text/same-passage.ts';

/** How much meaning, shared words and what the conversation is about count. */
export interface Weights {
  readonly meaning: number;
  readonly words: number;
  /** By this many times more is a passage worth that is about it. */
  readonly names: number;
}

/**
 * How agents search. On dstc10, banking and the retail questions 0.15 to 0.25 for words do alike, and so do 2 to 4 for names.
 *
 * Reciprocal rank fusion does worse on all three: it makes the best of a bad list as good as the best of a good one.
 */
export const WEIGHTS: Weights = { meaning: 1, words: 0.2, names: 3 };
/** BM25 has no upper end: the best of a query counts nearly whole if it is well above this. */
const WEAK = 10;

/** A passage that may be an answer, with what speaks for it. */
export interface Candidate extends RankedPassage {
  readonly bm25: number;
  /** How far the conversation is about it, 0 and more. */
  readonly focus: number;
}

/** The best `top` candidates by meaning, words and what the conversation is about, none nearly the same as a better one. */
export function rank(
  candidates: readonly Candidate[],
  bestBm25: number,
  { meaning, words, names }: Weights,
  top: number,
): readonly RankedPassage[] {
  const points = ({ score, bm25, focus }: Candidate): number =>
    (meaning * score + (words * bm25) / (WEAK + bestBm25)) * (1 + names * focus);
  const sorted = candidates
    .map((candidate) => ({ candidate, points: points(candidate) }))
    .sort((a, b) => b.points - a.points || (a.candidate.passage_id < b.candidate.passage_id ? -1 : 1));
  const kept: RankedPassage[] = [];
  for (const { candidate } of sorted) {
    if (kept.length >= top) break;
    const { bm25, focus, ...passage } = candidate;
    if (!kept.some((other) => isNearlySame(other, passage))) kept.push(passage);
  }
  return kept;
}
