import type { Clock } from '../core/ports/clock.ts';
import { CASES_NOW } from '../rules/schemas/cases-schema.ts';

/** An agent's clock: the system's, or a fixed instant. */
export function agentClock(declared: string): Clock {
  const fixed = declared === 'system' ? null : declared;
  return { now: async () => (fixed === null ? new Date() : new Date(fixed)) };
}

/** The time of an agent's cases without `now`. It is fixed, so that cases do not fail with the calendar. */
export const caseTime = (declared: string): Date => new Date(declared === 'system' ? CASES_NOW : declared);

/** The system's clock. */
export const systemClock = agentClock('system');

/** Calls back once after some milliseconds. Returns the function that cancels it. */
export type Alarm = (ms: number, ring: () => void) => () => void;

/** Alarms by the system's timers. They keep no process alive. */
export const systemAlarm: Alarm = (ms, ring) => {
  const timer = setTimeout(ring, ms).unref();
  return () => clearTimeout(timer);
};
