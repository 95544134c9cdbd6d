import type { RankedPassage } from '../../core/context.ts';
import { isNearlySame } from './text/same-passage.ts';

/** The weights of meaning, shared words and names in the conversation. */
export interface Weights {
  readonly meaning: number;
  readonly words: number;
  /** The gain of a passage about a name in focus. */
  readonly names: number;
}

/**
 * The weights of agents. On dstc10, banking and the retail questions 0.15 to 0.25 for words are equally good, and so
 * are 2 to 4 for names.
 *
 * Reciprocal rank fusion is worse on all three: it ranks the best of a bad list as high as the best of a good one.
 */
export const WEIGHTS: Weights = { meaning: 1, words: 0.2, names: 3 };
/** A low BM25 score. BM25 has no maximum; a query's best score counts nearly fully if it is well above this. */
const WEAK = 10;

/** A passage that may be an answer, with its scores. */
export interface Candidate extends RankedPassage {
  readonly bm25: number;
  /** The degree to which the conversation is about it, 0 or more. */
  readonly focus: number;
}

/** The best `top` candidates by meaning, words and names, without near duplicates of a better one. */
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
