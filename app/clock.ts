import type { Clock } from '../core/ports/clock.ts';
import { CASES_NOW } from '../rules/schemas/cases-schema.ts';

/** An agent's clock: the system's, or always the same instant. */
export function agentClock(declared: string): Clock {
  const fixed = declared === 'system' ? null : declared;
  return { now: async () => (fixed === null ? new Date() : new Date(fixed)) };
}

/** When an agent's cases are judged that do not say when: never by the calendar, which would turn them red. */
export const caseTime = (declared: string): Date => new Date(declared === 'system' ? CASES_NOW : declared);
