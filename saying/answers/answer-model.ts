import type { AnswerThresholds, RankedPassage } from '../../core/context.ts';
import { own } from '../../core/values/own.ts';
import { fitFeatures } from './fit-features.ts';
import { askedStems, stemsOf, tellingOf, type WordCounts } from './telling-words.ts';

/** The passages of a search that are compared with each other. */
export const COMPARED = 4;

/** A model of when a found passage answers, learned from the example questions of an agent's articles. */
export interface AnswerModel extends AnswerThresholds {
  readonly weights: readonly number[];
  readonly words: WordCounts;
  /** The stems of each passage's example questions. */
  readonly questionWords: { readonly [passageId: string]: readonly string[] };
}

/** Finds the chance that each found passage answers a question. */
export type FitPassages = (question: string, found: readonly RankedPassage[]) => readonly RankedPassage[];

/** Adds fits to found passages, and sorts them by these, best first. */
export function fitBy({ weights, words, questionWords }: AnswerModel): FitPassages {
  const telling = tellingOf(words);
  return function fitPassages(question, found) {
    const wordsOf = ({ passage_id, heading, text }: RankedPassage) =>
      new Set([...stemsOf(`${heading} ${text}`), ...(own(questionWords, passage_id) ?? [])]);
    const features = fitFeatures(found, { stems: askedStems(question), telling, wordsOf });
    return found
      .map((passage, at) => ({ ...passage, fit: chance(weights, features[at] ?? []) }))
      .sort((a, b) => b.fit - a.fit);
  };
}

/** The chance by a logistic function. */
export function chance(weights: readonly number[], features: readonly number[]): number {
  const score = features.reduce((sum, feature, at) => sum + feature * (weights[at] ?? 0), 0);
  return 1 / (1 + Math.exp(-score));
}
