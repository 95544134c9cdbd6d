import type { RankedPassage } from '../core/context.ts';
import type { Spoken } from '../core/state.ts';

/** What fits nearly as well may be what was asked: on the retail questions every fifth wrong answer was. */
const AS_GOOD = 0.9;

/** The reply that quotes what was retrieved, word for word, with where it stands. */
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

/** About something that the best is not about: what holds for one shop must not be quoted beside another's. */
function isElsewhere({ about: best = [] }: RankedPassage, { about: next = [] }: RankedPassage): boolean {
  return next.length > 0 && !next.some((name) => best.includes(name));
}
