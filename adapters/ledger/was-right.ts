import type { PersonDecision } from '../../core/ports/escalation-log.ts';
import type { FeedbackRow } from '../../core/ports/outcome-log.ts';

/** True if the decision shows that the agent's proposal was right; null if it shows nothing. */
const BY_DECISION: { readonly [K in PersonDecision['decision']]: boolean | null } = {
  approve: true,
  edit: false,
  reject: false,
  answer: null,
};

/** True if a turn was right by all its feedback. One negative opinion makes it false. */
export function wasRight(
  guess: string | null,
  opinions: readonly Pick<FeedbackRow, 'score' | 'corrected_intent'>[],
  decisions: readonly PersonDecision[],
): boolean | null {
  const said = [
    ...opinions.map(({ score }) => (score === 0 ? null : score === 1)),
    ...opinions.map(({ corrected_intent }) =>
      corrected_intent === null || corrected_intent === guess ? null : false,
    ),
    ...decisions.map(({ decision }) => BY_DECISION[decision]),
  ];
  if (said.includes(false)) return false;
  return said.includes(true) ? true : null;
}
