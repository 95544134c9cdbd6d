import type { AnswerThresholds, RankedPassage } from '../../core/context.ts';

/** An agent's way with a question: it quotes, offers at most two passages by their headings, or knows nothing. */
export type AnswerPlan =
  | { readonly kind: 'quote' | 'offer'; readonly passages: readonly RankedPassage[] }
  | { readonly kind: 'none' };

/** The most passages that are offered: more is a list to read. */
const OFFERED = 2;

/** The first word of an answer that holds for one question only. */
const YES_OR_NO = /^\s*(?:yes|no)\b(?!-)/i;

/** Decides between quoting, offering, and not knowing. `passages`: the likeliest first. */
export function planAnswer(
  passages: readonly RankedPassage[],
  asked: string,
  { quote, offer, beside }: AnswerThresholds,
): AnswerPlan {
  const exact = passages.find((passage) => isOwnQuestion(passage, asked));
  if (exact) return { kind: 'quote', passages: [exact] };
  const [best] = passages;
  const isCertain = best?.fit !== undefined && quote !== null && best.fit >= quote;
  if (best && isCertain && isAsked(best, passages)) return { kind: 'quote', passages: [best] };
  if (!best || (best.fit ?? 1) < offer) return { kind: 'none' };
  const isNear = ({ fit = 1 }: RankedPassage) => fit >= beside * (best.fit ?? 1);
  return { kind: 'offer', passages: passages.filter(isNear).slice(0, OFFERED) };
}

/** True if the author said that the passage answers just this: its heading, or an example question. */
function isOwnQuestion({ heading, likeness }: RankedPassage, asked: string): boolean {
  return likeness?.same === true || plain(labelOf(heading)) === plain(asked);
}

const plain = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** The heading as customers read it: without those above it. */
const labelOf = (heading: string): string => heading.split(' > ').at(-1)?.trim() ?? heading;

/** The headings of offered passages; in full where two would read the same. */
export function offerLabels(passages: readonly Pick<RankedPassage, 'heading'>[]): readonly string[] {
  const short = passages.map(({ heading }) => labelOf(heading));
  return new Set(short).size === short.length ? short : passages.map(({ heading }) => heading);
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
