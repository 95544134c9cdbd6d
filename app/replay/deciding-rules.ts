import type { Verdict } from '../../core/verdict.ts';

/** The rules that made a verdict what it is: a denied action that also lacks a yes was denied, not unconfirmed. */
export function decidingRules({ reasons, decision }: Verdict): readonly string[] {
  return [...new Set(reasons.filter((reason) => reason.decision === decision).map(({ rule }) => rule))];
}
