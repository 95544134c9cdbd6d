import { setImmediate as nextRound } from 'node:timers/promises';
import type { Alarm } from '../app/clock.ts';
import type { Clock } from '../core/ports/clock.ts';

interface Pending {
  readonly at: number;
  readonly ring: () => void;
}

/** A clock that stands still until a test advances it. */
export interface TestClock extends Clock {
  readonly alarm: Alarm;
  /** Advances it by some milliseconds and rings every alarm on the way, in order. */
  advance(ms?: number): Promise<void>;
}

/** A clock of a test's own. */
export function testClock(start = Date.parse('2026-03-01T12:00:00Z')): TestClock {
  const pending = new Set<Pending>();
  let time = start;
  const earliest = (end: number): Pending | undefined =>
    [...pending].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  return {
    now: async () => new Date(time),
    alarm(ms, ring) {
      const alarm = { at: time + ms, ring };
      pending.add(alarm);
      return () => pending.delete(alarm);
    },
    async advance(ms = 0) {
      const end = time + ms;
      for (let next = earliest(end); next; next = earliest(end)) {
        pending.delete(next);
        time = next.at;
        next.ring();
        await nextRound();
      }
      time = end;
      await nextRound();
    },
  };
}
