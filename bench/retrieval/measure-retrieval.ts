import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rateInterval } from '../../app/evals/rate-interval.ts';
import { type Method, openRetriever } from '../../app/measure/retrieve.ts';
import { readQuery } from '../../app/measure/retrieve-rows.ts';
import { type Figure, figures, percentile } from '../figure.ts';
import { type Taken, taken } from '../measure.ts';
import { withTemporaryData } from '../temporary-data.ts';
import { lastThreeTurns, type RetrievalSet, retrievalSets, rowsOf, withoutNames } from './retrieval-sets.ts';

const TOP = 10;
/** The set that is as large as what is promised: 12,000 passages. */
const LARGE = 'dstc10';

/** One way to search one set: in how many of its questions the first, or one of the first five, is right. */
interface Row {
  readonly set: string;
  readonly way: string;
  readonly questions: number;
  readonly first: number;
  readonly ofFive: number;
  readonly reciprocal: number;
}

interface Measured extends Row {
  readonly ingestCpuMs: number;
  readonly queryCpuMs: readonly number[];
}

/** Measures each part of the search, and the cost of searching 12,000 passages. `write` puts the results into their page. */
export function measureRetrieval(root: string, write = false): Promise<readonly Figure[]> {
  const published = process.env['TRESTLE_BENCH'] ?? join(root, '..', 'shared', 'bench');
  return withTemporaryData(root, async (folder) => {
    const sets = await retrievalSets(root, folder, join(published, 'retrieval'));
    const measured: Measured[] = [];
    for (const set of sets)
      for (const [way, method, asked] of await waysOf(set, folder)) {
        process.stderr.write(`${set.name}: ${way}\n`);
        measured.push({ ...(await measure(asked, method, folder)), set: set.name, way });
      }
    if (write) writePage(join(root, 'docs', 'retrieval.md'), measured);
    return figuresOf(measured);
  });
}

type Way = readonly [way: string, method: Method, set: RetrievalSet];

async function waysOf(set: RetrievalSet, folder: string): Promise<readonly Way[]> {
  const rows = rowsOf(set.queries);
  const talks = rows.some(({ context }) => (context ?? []).length > 0);
  const names = rowsOf(set.docs).some(({ entity }) => entity !== undefined);
  const ways: Way[] = [
    ['lexical', 'lexical', set],
    ['dense', 'dense', set],
    ['fused', 'fused', set],
  ];
  if (set.name === LARGE)
    ways.splice(1, 0, ['lexical, last three turns', 'lexical', await lastThreeTurns(set, folder)]);
  if (talks && names)
    ways.push(['fused, conversation without names', 'full', await withoutNames(set, folder)]);
  if (talks) ways.push([names ? 'fused, conversation and names' : 'fused, conversation', 'full', set]);
  return ways;
}

async function measure({ name, docs, queries }: RetrievalSet, method: Method, folder: string) {
  const opened = await taken(() => openRetriever({ docs, method, top: TOP, dataDir: folder }));
  const retriever = opened.value;
  const asked: Taken<number>[] = [];
  try {
    for (const row of rowsOf(queries)) {
      const query = readQuery(JSON.stringify(row));
      if ('error' in query) throw new Error(`${name}: ${query.error}`);
      const answer = await taken(() => retriever.retrieve(query));
      const rank = answer.value.ranked.findIndex((id) => query.relevant.includes(id));
      asked.push({ ...answer, value: rank });
    }
  } finally {
    await retriever.close();
  }
  const share = (most: number): number =>
    asked.filter(({ value }) => value >= 0 && value < most).length / asked.length;
  return {
    questions: asked.length,
    first: share(1),
    ofFive: share(5),
    reciprocal: asked.reduce((sum, { value }) => sum + (value < 0 ? 0 : 1 / (value + 1)), 0) / asked.length,
    ingestCpuMs: opened.cpuMs,
    queryCpuMs: asked.map(({ cpuMs }) => cpuMs),
  };
}

function figuresOf(measured: readonly Measured[]): readonly Figure[] {
  const figure = figures('retrieval');
  const large = measured.filter(({ set }) => set === LARGE);
  const [first] = large;
  const full = large.at(-1);
  return [
    ...(first
      ? [figure('12,039 passages brought in from nothing', first.ingestCpuMs / 1000, 'CPU-s', 240)]
      : []),
    ...(full
      ? [
          figure(
            'one search in them, embedding included, p50',
            percentile(full.queryCpuMs, 0.5),
            'CPU-ms',
            30,
          ),
          figure('  p95', percentile(full.queryCpuMs, 0.95), 'CPU-ms'),
        ]
      : []),
    ...measured.flatMap(({ set, way, first: right, ofFive }) => [
      figure(`${set}, ${way}: the first is right`, 100 * right, '%'),
      figure('  one of the first five is', 100 * ofFive, '%'),
    ]),
  ];
}

const MARKS = ['<!-- measured: npm run bench -- retrieval --write -->', '<!-- /measured -->'] as const;

function writePage(file: string, rows: readonly Row[]): void {
  const [before = '', rest = ''] = readFileSync(file, 'utf8').split(MARKS[0]);
  const after = rest.split(MARKS[1])[1] ?? '';
  writeFileSync(file, `${before}${MARKS[0]}\n${table(rows)}\n${MARKS[1]}${after}`);
}

function table(rows: readonly Row[]): string {
  const percent = (share: number): string => (100 * share).toFixed(1);
  const interval = ({ first, questions }: Row): string => {
    const { low, high } = rateInterval(Math.round(first * questions), questions);
    return `${percent(low)} to ${percent(high)}`;
  };
  const cells = rows.map((row) => [
    `${row.set} (${row.questions})`,
    row.way,
    percent(row.first),
    interval(row),
    percent(row.ofFive),
    row.reciprocal.toFixed(3),
  ]);
  const heading = ['questions of', 'search', 'recall@1', '95% interval', 'recall@5', 'MRR'];
  return [heading, heading.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
