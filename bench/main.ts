import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { measureAnswers } from './answers/measure-answers.ts';
import { type Figure, kept } from './figure.ts';
import { measureHearing } from './hearing/measure-hearing.ts';
import { measureReading, READING_PART } from './hearing/measure-reading.ts';
import { measureBacktest } from './measure-backtest.ts';
import { measureBetween } from './measure-between.ts';
import { measureEval } from './measure-eval.ts';
import { measureGuarantee } from './measure-guarantee.ts';
import { measureIntents } from './measure-intents.ts';
import { measureJudge } from './measure-judge.ts';
import { measureOverhead } from './measure-overhead.ts';
import { measureSchedules } from './measure-schedules.ts';
import { measureSearch, SEARCH_PART } from './measure-search.ts';
import { measureStart } from './measure-start.ts';
import { measureTurns } from './measure-turns.ts';
import { measurePrice, TURNS_PART } from './price/measure-price.ts';
import { measurePrompt } from './prompt/measure-prompt.ts';
import { measureReplies } from './replies/measure-replies.ts';
import { machine, page, textTable } from './report.ts';
import { measureRetrieval } from './retrieval/measure-retrieval.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Minutes to half an hour and more: measured only when they are named. */
const LONG = ['prompt', 'hearing', 'between', 'guarantee', 'schedules'];

type Measure = (root: string, write: boolean, before: string | null) => Promise<readonly Figure[]>;

const SECTIONS: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['start', measureStart],
  ['turns', measureTurns],
  ['overhead', measureOverhead],
  ['price', measurePrice],
  ['judge', measureJudge],
  ['backtest', measureBacktest],
  ['intents', measureIntents],
  ['retrieval', measureRetrieval],
  ['replies', measureReplies],
  ['prompt', measurePrompt],
  ['answers', measureAnswers],
  ['reading', measureReading],
  ['search', measureSearch],
  ['hearing', measureHearing],
  ['between', measureBetween],
  ['eval', measureEval],
  ['guarantee', measureGuarantee],
  ['schedules', measureSchedules],
]);

/** Sections that have a page of their own, which --write brings up to date when they are named. */
const PAGES = [
  'price',
  'replies',
  'prompt',
  'answers',
  'reading',
  'search',
  'intents',
  'retrieval',
  'hearing',
  'between',
  'guarantee',
];

const USAGE = `usage: npm run bench -- [${[...SECTIONS.keys()].join('] [')}] [--before DIR] [--format pretty|json] [--write]

Without names: all but \`${LONG.join('`, `')}\`. --write puts the table into docs/performance.md, or what \`${PAGES.join('`, `')}\` measures into its own page. --before measures the checkout in DIR too, in one run with \`price\`. Exit code 2: a figure is over its limit.`;

/** Each section has a process of its own, so that one's memory and compiled code are not another's. */
async function inOwnProcess(section: string): Promise<readonly Figure[]> {
  const self = fileURLToPath(import.meta.url);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...process.execArgv, self, section, '--format', 'json'],
    { maxBuffer: 2 ** 24 },
  ).catch((error: { readonly code?: number; readonly stdout?: string }) => {
    if (error.code === 2 && error.stdout) return { stdout: error.stdout };
    throw error;
  });
  return (JSON.parse(stdout) as { figures: readonly Figure[] }).figures;
}

async function measured(
  sections: readonly string[],
  write: boolean,
  before: string | null,
): Promise<readonly Figure[]> {
  const [only] = sections;
  const alone = sections.length === 1 && only !== undefined ? SECTIONS.get(only) : undefined;
  if (alone) return alone(ROOT, write, before);
  const all: Figure[] = [];
  for (const section of sections) {
    process.stderr.write(`measuring ${section}\n`);
    all.push(...(await inOwnProcess(section)));
  }
  return all;
}

// As `trestle start` does once it has opened. Memory is measured as the product uses it.
setFlagsFromString('--heap-growing-percent=50');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    format: { type: 'string', default: 'pretty' },
    write: { type: 'boolean', default: false },
    before: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !SECTIONS.has(name));
if (
  values.help ||
  (values.before !== undefined && positionals.join() !== 'price') ||
  (values.write &&
    positionals.length > 0 &&
    !(positionals.length === 1 && PAGES.includes(positionals[0] ?? ''))) ||
  unknown.length > 0 ||
  !['pretty', 'json'].includes(values.format)
) {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = values.help ? 0 : 1;
} else {
  const all = await measured(
    positionals.length > 0 ? positionals : [...SECTIONS.keys()].filter((name) => !LONG.includes(name)),
    values.write,
    values.before === undefined ? null : resolve(values.before),
  );
  if (values.write && positionals.length === 0)
    writeFileSync(
      join(ROOT, 'docs', 'performance.md'),
      page(all, {
        turns: TURNS_PART.read(ROOT),
        reading: READING_PART.read(ROOT),
        search: SEARCH_PART.read(ROOT),
      }),
    );
  const text =
    values.format === 'json' ? JSON.stringify({ machine: machine(), figures: all }, null, 2) : textTable(all);
  process.stdout.write(`${text}\n`);
  process.exitCode = all.some((figure) => kept(figure) === false) ? 2 : 0;
}
