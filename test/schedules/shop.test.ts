import { expect, test } from 'vitest';
import { playSchedules } from './play-schedules.ts';

const RUNS = 2000;

/** Always the same schedules: `npm run bench -- schedules` plays new ones each time. */
const SEED = 20_260_301;

test(`in ${RUNS} random schedules on the real graph nothing runs that was not allowed, nothing twice, nothing is lost`, async () => {
  const { effects, escalations, denials, deaths, broken } = await playSchedules({ runs: RUNS, seed: SEED });
  // Schedules in which nothing happens would show nothing.
  expect(effects).toBeGreaterThan(RUNS / 10);
  expect(escalations).toBeGreaterThan(RUNS / 10);
  expect(denials).toBeGreaterThan(RUNS / 10);
  expect(deaths).toBeGreaterThan(RUNS / 10);
  expect(broken).toBeGreaterThan(RUNS / 50);
}, 600_000);
