import type { ContextPiece, ContextSource } from '../core/context.ts';

/** Tokens that each source may take. */
export type ContextBudget = Readonly<Record<ContextSource, number>>;

export type Candidate = Omit<ContextPiece, 'tokens'>;

/**
 * Takes candidates, best first, within the budgets of their sources. Leaves out those that do not fit in full.
 *
 * A piece is counted as it is sent, with its fence; the first of a source opens it.
 */
export function packContext(
  candidates: readonly Candidate[],
  budget: ContextBudget,
  asSent: (candidate: Candidate, isFirst: boolean) => string,
  countTokens: (text: string) => number,
): readonly ContextPiece[] {
  const left: Record<ContextSource, number> = { ...budget };
  const packed: ContextPiece[] = [];
  for (const candidate of candidates) {
    if (left[candidate.source] <= 0) continue;
    const isFirst = !packed.some(({ source }) => source === candidate.source);
    const tokens = countTokens(asSent(candidate, isFirst));
    if (tokens > left[candidate.source]) continue;
    left[candidate.source] -= tokens;
    packed.push({ ...candidate, tokens });
  }
  return packed;
}
