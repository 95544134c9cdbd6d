import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import { readEnvironment } from '../app/env.ts';
import { openRuntime } from '../app/open/open.ts';
import { trainedClassifier } from '../app/open/train-intents.ts';
import { loadProject } from '../config/load-project.ts';
import { unwrap } from '../core/diagnostic.ts';
import { conversations } from './conversations.ts';
import { type Figure, figures, percentile } from './figure.ts';
import { taken } from './measure.ts';
import { withTemporaryData } from './temporary-data.ts';
import { type MeasuredTurn, takeTurns } from './turns.ts';

const WARM_UP = 35;
const TURNS = 1000;
const MEGABYTE = 1024 * 1024;

/** Flow turns over the opened runtime: processor time of each kind, of naming the intent, and the memory after a thousand. */
export async function measureTurns(root: string): Promise<readonly Figure[]> {
  return await withTemporaryData(root, async (dataDir) => {
    const runtime = await openRuntime({ root, environment: readEnvironment({}), dataDir });
    const speakers = conversations();
    const ran: MeasuredTurn[] = [];
    try {
      await takeTurns(runtime, speakers, WARM_UP);
      ran.push(...(await takeTurns(runtime, speakers, TURNS - WARM_UP)));
    } finally {
      await runtime.close();
    }
    const rss = process.memoryUsage().rss / MEGABYTE;
    const naming = await namingIntents(root, dataDir, ran);
    return [...turnFigures(ran), ...naming, figures('turns')(`memory after ${TURNS} turns`, rss, 'MB', 600)];
  });
}

function turnFigures(ran: readonly MeasuredTurn[]): readonly Figure[] {
  const figure = figures('turns');
  const meant = ran.filter(({ value, line }) => value.outcome === line.ends);
  const cpu = (turns: readonly MeasuredTurn[]) => turns.map(({ cpuMs }) => cpuMs);
  return [
    figure('flow turn, p50', percentile(cpu(meant), 0.5), 'CPU-ms', 40),
    figure('flow turn, p95', percentile(cpu(meant), 0.95), 'CPU-ms'),
    figure(
      'flow turn by the clock, p50',
      percentile(
        meant.map(({ ms }) => ms),
        0.5,
      ),
      'ms',
    ),
    figure(
      'flow turn by the clock, p95',
      percentile(
        meant.map(({ ms }) => ms),
        0.95,
      ),
      'ms',
    ),
    ...[...new Set(ran.map(({ line }) => line.kind))].map((kind) =>
      figure(
        `  ${kind}, p50`,
        percentile(cpu(meant.filter(({ line }) => line.kind === kind)), 0.5),
        'CPU-ms',
      ),
    ),
    figure('turns that ended as meant', meant.length, 'turns'),
    figure('turns that did not, and are left out', ran.length - meant.length, 'turns'),
  ];
}

/** Names the intents of the same messages again, alone and with nothing remembered. */
async function namingIntents(
  root: string,
  dataDir: string,
  ran: readonly MeasuredTurn[],
): Promise<readonly Figure[]> {
  const declaration = unwrap(await loadProject(root)).agents.get('retail');
  if (!declaration) throw new Error('the project declares no agent `retail`');
  const { classifier } = await trainedClassifier({ declaration, embedder: await minilmEmbedder(), dataDir });
  const texts = [
    ...new Set(ran.filter(({ line }) => line.kind !== 'yes, executed').map(({ line }) => line.text)),
  ];
  const cpu: number[] = [];
  for (const text of texts.slice(0, 300))
    cpu.push((await taken(() => classifier.classify(text, new AbortController().signal))).cpuMs);
  return [figures('turns')('of which naming the intent, p50', percentile(cpu, 0.5), 'CPU-ms', 12)];
}
