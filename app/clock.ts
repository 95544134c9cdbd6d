import type { Clock } from '../core/ports/clock.ts';

/** An agent's clock: the system's, or always the same instant. */
export function agentClock(declared: string): Clock {
  const fixed = declared === 'system' ? null : declared;
  return { now: async () => (fixed === null ? new Date() : new Date(fixed)) };
}
