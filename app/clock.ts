import type { Clock } from '../core/ports/clock.ts';
import { CASES_NOW } from '../rules/schemas/cases-schema.ts';

/** An agent's clock: the system's, or a fixed instant. */
export function agentClock(declared: string): Clock {
  const fixed = declared === 'system' ? null : declared;
  return { now: async () => (fixed === null ? new Date() : new Date(fixed)) };
}

/** The time of an agent's cases without `now`. It is fixed, so that cases do not fail with the calendar. */
export const caseTime = (declared: string): Date => new Date(declared === 'system' ? CASES_NOW : declared);
