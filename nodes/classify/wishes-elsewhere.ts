import { splitClauses } from '../../hearing/clauses/split-clauses.ts';
import type { Wish } from '../../hearing/wishes/wish.ts';
import type { Answer } from './answer-slot.ts';
import type { ClassifyOptions } from './classify-options.ts';

const COURTESY = /\b(?:please|pls|plz)\b/giu;

/**
 * The wishes that an answer leaves for other goals. A fragment that asks for nothing is an answer that falls short, and
 * no wish for what the agent does not do: "to Boston please".
 */
export function wishesElsewhere(
  { outOfScope }: Pick<ClassifyOptions, 'outOfScope'>,
  { kind }: Answer,
  text: string,
  wishes: readonly Wish[],
): readonly Wish[] {
  if (kind !== 'not-understood' || text.includes('?')) return wishes;
  const clauses = splitClauses(text.replace(COURTESY, ' '));
  if (clauses.some(({ form }) => form === 'request')) return wishes;
  return wishes.filter(({ intent }) => intent !== outOfScope);
}
