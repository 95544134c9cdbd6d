import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shownIn } from '../../app/evals/judge/judge-questions.ts';
import type { AnswerThresholds } from '../../core/context.ts';
import { type AnswerModel, fitBy } from '../../saying/answers/answer-model.ts';
import { planAnswer } from '../../saying/answers/plan-answer.ts';
import { type Figure, figures, percentile } from '../figure.ts';
import { markdownTable } from '../report.ts';
import { type AskedQuestion, answerSets } from './answer-sets.ts';

const PAGE = 'docs/answers.md';
const AGENTS = ['retail', 'airline'] as const;
const ROUNDS = 200;
const MOST_CPU_MS = 5;
/** Of the questions of others, and of evals, so many may be without their passage; and so many quotations unfit. */
const LIMITS = { others: 12, evals: 25, unfit: 5 } as const;
/** Shares of near-misses with a quotation for which the curve is read, in percent. */
const CURVE = [1, 2, 5, 10, 20, 40] as const;

const figure = figures('answers');

type Sets = Awaited<ReturnType<typeof answerSets>>;

/** Questions of evals and of others: quoted, offered, or neither, and how often what is quoted does not fit. */
export async function measureAnswers(root: string, write = false): Promise<readonly Figure[]> {
  const folder = process.env['TRESTLE_BENCH'] ?? join(root, '..', 'shared', 'bench');
  const all: Sets[] = [];
  for (const agent of AGENTS) all.push(await answerSets(root, agent, folder));
  const found = [
    ...speed(all),
    ...AGENTS.flatMap((agent, at) => ofAgent(agent, all[at] as Sets)),
    ...ofOthers(all),
  ];
  if (write && all.some(({ others }) => others.length > 0)) {
    writePart(root, 'answers --write', markdownTable(found));
    writePart(root, 'answers --write, curve', curveTable(all));
  } else if (write) process.stderr.write('answers: nothing is written, `TRESTLE_BENCH` holds no questions\n');
  return found;
}

function speed(all: readonly Sets[]): readonly Figure[] {
  const [{ learned, evals } = { learned: null, evals: [] }] = all;
  if (!learned) return [];
  const fitted = fitBy(learned.model);
  const samples = Array.from({ length: ROUNDS }, (_, round) => {
    const { text, found } = evals[round % evals.length] as AskedQuestion;
    const before = process.cpuUsage();
    planAnswer(fitted(text, found), text, learned.model);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return [
    figure('a question whose passages were found, p50', percentile(samples, 0.5), 'CPU-ms', MOST_CPU_MS),
  ];
}

function ofAgent(agent: string, { learned, evals, masked }: Sets): readonly Figure[] {
  const thresholds = thresholdsOf(learned);
  const quoted = evals.filter((asked) => isQuoted(asked, thresholds));
  const wrong = quoted.filter((asked) => !isRight(asked, thresholds));
  return [
    figure(
      `${agent}: eval questions without the right passage, of ${evals.length}`,
      missed(evals, thresholds),
      '%',
      LIMITS.evals,
    ),
    figure(`${agent}: eval questions quoted outright`, share(quoted, evals), '%'),
    figure(`${agent}: eval questions with a wrong quotation`, share(wrong, evals), '%', LIMITS.unfit),
    figure(
      `${agent}: the same without their passages, with a quotation`,
      share(
        masked.filter((asked) => isQuoted(asked, thresholds)),
        masked,
      ),
      '%',
      LIMITS.unfit,
    ),
  ];
}

function ofOthers(all: readonly Sets[]): readonly Figure[] {
  const rows = all.flatMap(({ learned, others }) =>
    others.map((asked) => ({ asked, thresholds: thresholdsOf(learned) })),
  );
  if (rows.length === 0) return [];
  const answerable = rows.filter(({ asked }) => asked.kind === 'answerable');
  const others = rows.filter(({ asked }) => asked.kind !== 'answerable');
  const quoted = others.filter(({ asked, thresholds }) => isQuoted(asked, thresholds));
  const unfit = quoted.filter(({ asked, thresholds }) => shown(asked, thresholds).some(asked.isUnfit));
  const without = answerable.filter(({ asked, thresholds }) => !isRight(asked, thresholds));
  return [
    figure(
      `questions of others without the right passage, of ${answerable.length}`,
      share(without, answerable),
      '%',
      LIMITS.others,
    ),
    figure(`unanswerable and near ones with a quotation, of ${others.length}`, share(quoted, others), '%'),
    figure(
      `unanswerable and near ones with an unfit quotation, of ${others.length}`,
      share(unfit, others),
      '%',
      LIMITS.unfit,
    ),
  ];
}

const thresholdsOf = (learned: Sets['learned']): AnswerThresholds =>
  learned?.model ?? { quote: null, offer: 0, beside: 0 };

const shown = ({ text, found }: AskedQuestion, thresholds: AnswerThresholds): readonly string[] =>
  shownIn(planAnswer(found, text, thresholds));
const isRight = (asked: AskedQuestion, thresholds: AnswerThresholds): boolean =>
  shown(asked, thresholds).some(asked.isRight);
const isQuoted = ({ text, found }: AskedQuestion, thresholds: AnswerThresholds): boolean =>
  planAnswer(found, text, thresholds).kind === 'quote';

const missed = (asked: readonly AskedQuestion[], thresholds: AnswerThresholds): number =>
  share(
    asked.filter((one) => !isRight(one, thresholds)),
    asked,
  );

const share = (some: readonly unknown[], all: readonly unknown[]): number =>
  all.length === 0 ? 0 : (100 * some.length) / all.length;

/** For each share of near-misses of the articles with a quotation: how many questions are answered outright then. */
function curveTable(all: readonly Sets[]): string {
  const body = AGENTS.flatMap((agent, at) => curveOf(agent, all[at] as Sets));
  const headings = [
    'agent',
    'near-misses quoted',
    'from fit',
    'example questions quoted',
    'eval questions quoted',
    'eval near-misses quoted',
  ];
  return [headings, headings.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function curveOf(agent: string, { learned, evals, masked }: Sets): readonly (readonly string[])[] {
  if (!learned) return [];
  const { heldOut, model } = learned;
  const near = fitsOf(heldOut.filter(({ kind }) => kind === 'masked'));
  const own = fitsOf(heldOut.filter(({ kind }) => kind === 'left-out'));
  const row = (name: string, quote: number) => {
    const above = (fits: readonly number[]) =>
      `${share(
        fits.filter((fit) => fit >= quote),
        fits,
      ).toFixed(1)} %`;
    const ofSet = (asked: readonly AskedQuestion[]) =>
      `${share(
        asked.filter((one) => isQuoted(one, at(model, quote))),
        asked,
      ).toFixed(1)} %`;
    return [agent, `${name}${above(near)}`, quote.toFixed(3), above(own), ofSet(evals), ofSet(masked)];
  };
  const points = CURVE.map((percent) => near[Math.floor((percent / 100) * near.length)] ?? 0);
  return [
    ...(model.quote === null ? [] : [row('certified: ', model.quote)]),
    ...points.map((quote) => row('', quote * (1 + Number.EPSILON))),
  ];
}

const fitsOf = (answers: readonly { readonly fit: number }[]): readonly number[] =>
  answers.map(({ fit }) => fit).sort((a, b) => b - a);

const at = ({ offer, beside }: AnswerModel, quote: number): AnswerThresholds => ({ quote, offer, beside });

function writePart(root: string, command: string, table: string): void {
  const [open, close] = [`<!-- measured: npm run bench -- ${command} -->`, '<!-- /measured -->'];
  const page = readFileSync(join(root, PAGE), 'utf8');
  const from = page.indexOf(open) + open.length;
  writeFileSync(
    join(root, PAGE),
    `${page.slice(0, from)}\n\n${table}\n\n${page.slice(page.indexOf(close, from))}`,
  );
}
