import { join } from 'node:path';
import { sqliteSaver } from '../app/checkpoints/checkpoints.ts';
import { readEnvironment } from '../app/env.ts';
import { openRuntime } from '../app/open/open.ts';
import { bareGraph } from './bare-graph.ts';
import { conversations } from './conversations.ts';
import { type Figure, figures, percentile } from './figure.ts';
import { taken } from './measure.ts';
import { withTemporaryData } from './temporary-data.ts';
import { converse, takeTurns } from './turns.ts';

const CONVERSATIONS = 50;

interface Pair {
  readonly ours: { readonly cpuMs: number; readonly ms: number };
  readonly bare: { readonly cpuMs: number; readonly ms: number };
}

/** Our turns and turns of a graph that does nothing, one after the other over the same nodes, savers and durability. */
export async function measureOverhead(root: string): Promise<readonly Figure[]> {
  return await withTemporaryData(root, async (dataDir) => {
    const runtime = await openRuntime({ root, environment: readEnvironment({}), dataDir });
    const checkpoints = await sqliteSaver(join(dataDir, 'bare.db'));
    const graph = bareGraph(checkpoints.saver);
    const pairs: Pair[] = [];
    try {
      const speakers = conversations();
      await takeTurns(runtime, speakers, 35);
      for (let round = 0; round < CONVERSATIONS; round++) {
        await converse(runtime, speakers.next().value, async (ours, thread_id) => {
          const { turn_id, steps } = ours.value;
          const input = {
            messages: [{ id: turn_id, type: 'human', content: ours.line.text }],
            path: steps.map(({ node }) => node),
            at: 0,
          };
          const bare = await taken(() =>
            graph.invoke(input, { configurable: { thread_id }, durability: 'sync' }),
          );
          if (steps.length > 0) pairs.push({ ours, bare });
        });
      }
    } finally {
      await checkpoints.close();
      await runtime.close();
    }
    return overheadFigures(pairs.slice(35));
  });
}

function overheadFigures(pairs: readonly Pair[]): readonly Figure[] {
  const figure = figures('overhead');
  const median = (pick: (pair: Pair) => number) => percentile(pairs.map(pick), 0.5);
  return [
    figure(
      'our turn, p50',
      median(({ ours }) => ours.cpuMs),
      'CPU-ms',
    ),
    figure(
      'the same nodes doing nothing, p50',
      median(({ bare }) => bare.cpuMs),
      'CPU-ms',
    ),
    figure(
      'ours against nothing, p50 of pairs',
      median(({ ours, bare }) => ours.cpuMs / bare.cpuMs),
      'ratio',
      2.5,
    ),
    figure(
      'the same by the clock',
      median(({ ours, bare }) => ours.ms / bare.ms),
      'ratio',
    ),
  ];
}
