import type { Verdict } from '../../core/verdict.ts';

/** The rules behind a verdict's decision. For a denied action, rules that ask for a yes are not included. */
export function decidingRules({ reasons, decision }: Verdict): readonly string[] {
  return [...new Set(reasons.filter((reason) => reason.decision === decision).map(({ rule }) => rule))];
}
