import { readEnvironment } from '../app/env.ts';
import { type OpenedRuntime, openRuntime } from '../app/open/open.ts';
import type { Outcome } from '../core/turn.ts';
import { type Figure, figures, percentile } from './figure.ts';
import { taken } from './measure.ts';
import { withTemporaryData } from './temporary-data.ts';

const ROUNDS = 120;
const WARM_UP = 120;
/** As for every flow turn. */
const MOST_CPU_MS = 40;
const ENDS: ReadonlySet<Outcome> = new Set(['asked', 'answered']);
/** Between them there are more trips a day than are said at once. */
const ROUTES = [
  ['Chicago', 'Seattle'],
  ['Denver', 'Chicago'],
  ['Atlanta', 'Chicago'],
  ['Seattle', 'Chicago'],
  ['Denver', 'Atlanta'],
];
const WISHES = ['the cheapest', 'the earliest ones please', 'after 2 pm', 'only direct flights'];

/** A search of a customer, and an answer that narrows what it found. */
function search(round: number) {
  const [from, to] = ROUTES[round % ROUTES.length] as readonly string[];
  const day = 17 + (Math.floor(round / ROUTES.length) % 14);
  return [
    { kind: 'a search', text: `which flights go from ${from} to ${to} on May ${day}?` },
    { kind: 'an answer that narrows it', text: WISHES[round % WISHES.length] as string },
  ];
}

/** Whole turns of the airline over its timetable of a month: a search, and answers to what it found. */
export async function measureSearchTurns(root: string): Promise<readonly Figure[]> {
  return await withTemporaryData(root, async (dataDir) => {
    const runtime = await openRuntime({ root, environment: readEnvironment({}), dataDir });
    const turns: Spoken[] = [];
    try {
      for (let round = 0; round < ROUNDS + WARM_UP; round++) {
        const spoken = await searchOnce(runtime, round);
        if (round >= WARM_UP) turns.push(...spoken);
      }
    } finally {
      await runtime.close();
    }
    return turnFigures(turns);
  });
}

interface Spoken {
  readonly kind: string;
  readonly cpuMs: number;
}

/** One conversation; where everything was said, nothing is answered. */
async function searchOnce(runtime: OpenedRuntime, round: number): Promise<readonly Spoken[]> {
  const { thread_id } = await runtime.openThread({ agent: 'airline', customer_id: null });
  const spoken: Spoken[] = [];
  for (const { kind, text } of search(round)) {
    const { value, cpuMs } = await taken(() => runtime.takeTurn({ thread_id, text, idempotency_key: null }));
    if (!ENDS.has(value.outcome)) throw new Error(`ended as ${value.outcome}: ${text}`);
    spoken.push({ kind, cpuMs });
    if (value.outcome !== 'asked') break;
  }
  return spoken;
}

function turnFigures(turns: readonly Spoken[]): readonly Figure[] {
  const figure = figures('search');
  return [...new Set(turns.map(({ kind }) => kind))].map((kind) => {
    const cpu = turns.filter((turn) => turn.kind === kind).map(({ cpuMs }) => cpuMs);
    return figure(`${kind}, the whole turn, p50`, percentile(cpu, 0.5), 'CPU-ms', MOST_CPU_MS);
  });
}
