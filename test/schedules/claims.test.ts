import { expect, test } from 'vitest';
import { playClaimSchedules } from './claim-schedules.ts';

const RUNS = 100_000;

/** Always the same schedules: `npm run bench -- schedules` plays new ones each time. */
const SEED = 20_260_301;

test(`in ${RUNS} random schedules nothing runs without a verdict and a claim for exactly it, and nothing twice`, async () => {
  const { effects } = await playClaimSchedules({ runs: RUNS, seed: SEED });
  // Schedules in which nothing happens would show nothing.
  expect(effects).toBeGreaterThan(RUNS / 5);
}, 600_000);
