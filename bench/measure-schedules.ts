import { playClaimSchedules } from '../test/schedules/claim-schedules.ts';
import { playSchedules } from '../test/schedules/play-schedules.ts';
import { type Figure, figures } from './figure.ts';
import { taken } from './measure.ts';

const ON_THE_GRAPH = 20_000;
const ON_THE_MACHINE = 1_000_000;

/** Schedules that nobody has played before, ten times as many as the tests play; a fault rejects with its seed. */
export async function measureSchedules(): Promise<readonly Figure[]> {
  const figure = figures('schedules');
  const seed = Date.now() % 2 ** 31;
  process.stderr.write(`seed ${seed}\n`);
  const claims = await taken(() => playClaimSchedules({ runs: ON_THE_MACHINE, seed }));
  const graph = await taken(() => playSchedules({ runs: ON_THE_GRAPH, seed }));
  return [
    figure('schedules of verdicts and claims', ON_THE_MACHINE, ''),
    figure('  actions that took effect', claims.value.effects, ''),
    figure('  one schedule', claims.cpuMs / ON_THE_MACHINE, 'CPU-ms'),
    figure('schedules on the real graph', ON_THE_GRAPH, ''),
    figure('  actions that took effect', graph.value.effects, ''),
    figure('  processes that died', graph.value.deaths, ''),
    figure('  one schedule', graph.cpuMs / ON_THE_GRAPH, 'CPU-ms'),
  ];
}
