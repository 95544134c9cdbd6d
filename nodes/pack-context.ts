import type { ContextPiece, ContextSource } from '../core/context.ts';

/** Tokens that each source may take. */
export type ContextBudget = Readonly<Record<ContextSource, number>>;

export type Candidate = Omit<ContextPiece, 'tokens'>;

/** Takes the best candidates of each source that fit its budget; a piece that does not fit whole is left out. */
export function packContext(
  candidates: readonly Candidate[],
  budget: ContextBudget,
  countTokens: (text: string) => number,
): readonly ContextPiece[] {
  const left: Record<ContextSource, number> = { ...budget };
  const packed: ContextPiece[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    if (left[candidate.source] <= 0) continue;
    const tokens = countTokens(candidate.text);
    if (tokens > left[candidate.source]) continue;
    left[candidate.source] -= tokens;
    packed.push({ ...candidate, tokens });
  }
  return packed;
}
