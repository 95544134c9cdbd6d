import type { RankedPassage } from '../core/context.ts';
import type { Spoken } from '../core/state.ts';

/** The second passage is quoted too from this share of the best score: on the retail questions it held the answer to every fifth wrong one. */
const AS_GOOD = 0.9;

/** A reply that quotes the retrieved passages word for word, with their sources. */
export function quotePassages(passages: readonly RankedPassage[], notFound: string): Spoken {
  const [best, next] = passages;
  if (!best) return { text: notFound, citations: [], grounds: [notFound] };
  const close =
    next && next.score >= best.score * AS_GOOD && !isElsewhere(best, next) ? [best, next] : [best];
  return {
    text: close.map(({ heading, text }) => `From "${heading}":\n${text.trim()}`).join('\n\n'),
    citations: close.map(({ passage_id, source }) => ({ passage_id, source })),
    grounds: close.map(({ heading }) => heading),
  };
}

/** True if a passage is about something else than the best one: passages about two shops must not be quoted together. */
function isElsewhere({ about: best = [] }: RankedPassage, { about: next = [] }: RankedPassage): boolean {
  return next.length > 0 && !next.some((name) => best.includes(name));
}
