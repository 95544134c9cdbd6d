import fc from 'fast-check';
import { type Played, playSchedule } from './play-schedule.ts';
import { schedules } from './shop-schedule.ts';
import { shopWorld } from './shop-world.ts';

/** Counts of the events that matter, over all schedules. */
export type Totals = Omit<Played, 'faults'>;

/**
 * Plays random schedules on the real graph. Rejects with the smallest schedule found that goes wrong, and
 * with the seed and path that play it again.
 */
export async function playSchedules({ runs, seed }: { readonly runs: number; readonly seed: number }) {
  const world = await shopWorld();
  const totals = { effects: 0, escalations: 0, denials: 0, deaths: 0, broken: 0 };
  const property = fc.asyncProperty(schedules, async (schedule) => {
    const { faults, ...counts } = await playSchedule(world, schedule);
    if (faults.length > 0) throw new Error(faults.join('\n'));
    for (const name of ['effects', 'escalations', 'denials', 'deaths', 'broken'] as const)
      totals[name] += counts[name];
  });
  try {
    await fc.assert(property, { numRuns: runs, seed });
  } finally {
    await world.close();
  }
  return totals satisfies Totals;
}
