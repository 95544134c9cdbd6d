import type { RankedPassage } from '../core/context.ts';
import type { Spoken } from '../core/state.ts';

/** The author's words around quotations. */
export interface QuoteWords {
  readonly notFound: string;
  /** The line under a passage; `{heading}` is where it stands. */
  readonly source: string;
}

/** The first word of an answer that holds for one question only. */
const YES_OR_NO = /^\s*(?:yes|no)\b(?!-)/i;

/** A reply that quotes the passage that answers, word for word, with its source below. */
export function quotePassages(passages: readonly RankedPassage[], { notFound, source }: QuoteWords): Spoken {
  const [best, next] = passages.filter((passage) => isAsked(passage, passages));
  if (!best) return { text: notFound, citations: [], grounds: [notFound] };
  const quoted = next && isNeeded(best, next) ? [best, next] : [best];
  const sources = quoted.map(({ heading }) => source.replace('{heading}', () => heading));
  return {
    text: quoted.map(({ text }, at) => `${text.trim()}\n${sources[at]}`).join('\n\n'),
    citations: quoted.map(({ passage_id, source: path }) => ({ passage_id, source: path })),
    grounds: [...quoted.map(({ heading }) => heading), ...sources],
  };
}

/**
 * False for an answer with yes or no where another passage's questions are nearer to what was asked.
 *
 * Its "no" would be taken for the answer to that question.
 */
function isAsked(passage: RankedPassage, found: readonly RankedPassage[]): boolean {
  return !YES_OR_NO.test(passage.text) || found.every((other) => nearness(other) <= nearness(passage));
}

/** The likeness of what was asked and the passage's own questions, the mean of the best: one may share a mere word. */
function nearness({ likeness, score }: RankedPassage): number {
  const asked = likeness?.questions ?? [];
  return asked.length === 0 ? score : asked.reduce((sum, each) => sum + each, 0) / asked.length;
}

/** True if the second passage fits better by meaning, and the first one by words or by what the conversation is about. */
function isNeeded(best: RankedPassage, next: RankedPassage): boolean {
  return next.score >= best.score && !isElsewhere(best, next);
}

/** True if a passage is about something else than the best one: passages about two shops must not be quoted together. */
function isElsewhere({ about: best = [] }: RankedPassage, { about: next = [] }: RankedPassage): boolean {
  return next.length > 0 && !next.some((name) => best.includes(name));
}
