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
  return !YES_OR_NO.test(passage.text) || !found.some((other) => isNearer(other, passage));
}

/** Nearer by the nearest question, and by the mean of the best: one question may share a mere word. */
function isNearer(one: RankedPassage, other: RankedPassage): boolean {
  const [here, there] = [ownLikeness(one), ownLikeness(other)];
  return here.best > there.best && here.mean > there.mean;
}

/** The likeness of what was asked and the passage's own questions. */
function ownLikeness({ likeness, score }: RankedPassage): { readonly best: number; readonly mean: number } {
  const asked = likeness?.questions.length ? likeness.questions : [score];
  const mean = asked.reduce((sum, each) => sum + each, 0) / asked.length;
  return { best: Math.max(...asked), mean };
}

/** True if the second passage fits better by meaning, and the first one by words or by what the conversation is about. */
function isNeeded(best: RankedPassage, next: RankedPassage): boolean {
  return next.score >= best.score && !isElsewhere(best, next);
}

/** True if a passage is about something else than the best one: passages about two shops must not be quoted together. */
function isElsewhere({ about: best = [] }: RankedPassage, { about: next = [] }: RankedPassage): boolean {
  return next.length > 0 && !next.some((name) => best.includes(name));
}
