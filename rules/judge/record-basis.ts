import type { JudgeRequest } from '../../core/ports/judge.ts';
import type { Basis } from '../../core/verdict.ts';
import { type FactValues, isUnreadable } from '../schemas/fact-values.ts';
import type { Question } from './judge.ts';

/** The facts that were read last, with their action. A changed action does not have the consent given to the proposed one. */
export interface Asked {
  readonly question: Question;
  readonly facts: FactValues;
}

/** The record of a judgement beside its facts. */
export function basisOf(
  { question, facts }: Asked,
  { action, session, history, approved }: Pick<JudgeRequest, 'action' | 'session' | 'history' | 'approved'>,
): Basis {
  const ran = new Map<string, number>();
  for (const { name } of history) ran.set(name, (ran.get(name) ?? 0) + 1);
  return {
    session: { ...session, user_confirmed: question.confirmed },
    history: Object.fromEntries(ran),
    approved: approved && question.action === action,
    unreadable: Object.fromEntries(
      [...facts].flatMap(([name, value]) => (isUnreadable(value) ? [[name, value.why] as const] : [])),
    ),
  };
}
