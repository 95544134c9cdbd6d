import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import { areaUnderRoc, calibrationError, coverageAtError, outOfScopeRecall } from '../confidence/measures.ts';
import type { IntentGuess } from '../core/intent.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import type { Reading } from '../intents/corpus.ts';
import { intentClassifier } from '../intents/intent-classifier.ts';
import type { IntentModel } from '../intents/intent-model.ts';
import { trainClassifier } from '../intents/train-classifier.ts';
import { type Figure, figures, percentile } from './figure.ts';
import {
  banking77,
  byLabel,
  clinc150,
  hasIntentSets,
  type IntentSet,
  type Labelled,
  OUT_OF_SCOPE,
} from './intent-sets.ts';
import { taken } from './measure.ts';

const WARM_UP = 40;
const CLASSIFIED = 300;

/** Remembers every vector: what is measured is embedded once. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>();
  return {
    ...embedder,
    async embed(texts, signal) {
      for (const text of texts)
        if (!known.has(text)) known.set(text, (await embedder.embed([text], signal))[0] as Float32Array);
      return texts.map((text) => known.get(text) as Float32Array);
    },
  };
}

interface Judged {
  readonly label: string;
  readonly guesses: readonly IntentGuess[];
}

async function judge(
  embedder: Embedder,
  model: IntentModel,
  rows: readonly Labelled[],
): Promise<readonly Judged[]> {
  const classifier = intentClassifier({ embedder, model });
  const { signal } = new AbortController();
  const judged: Judged[] = [];
  for (const { text, label } of rows)
    judged.push({ label, guesses: await classifier.classify(text, signal) });
  return judged;
}

const answersOf = (judged: readonly Judged[]) =>
  judged.map(({ label, guesses: [best] }) => ({
    confidence: best?.confidence ?? 0,
    right: best?.name === label,
  }));

const percent = (share: number): number => 100 * share;

/** Whatever is acted on is one of the intents in scope: how sure the classifier is that one of them is meant. */
const sureOfScope = ({ guesses }: Judged): number =>
  guesses.find(({ name }) => name !== OUT_OF_SCOPE)?.confidence ?? 0;

function scopeFigures(section: string, judged: readonly Judged[]): readonly Figure[] {
  const figure = figures(section);
  const inScope = judged.filter(({ label }) => label !== OUT_OF_SCOPE);
  const outOfScope = judged.filter(({ label }) => label === OUT_OF_SCOPE);
  if (outOfScope.length === 0) return [];
  const named = outOfScope.filter(({ guesses }) => guesses[0]?.name === OUT_OF_SCOPE).length;
  const scores = { inScope: inScope.map(sureOfScope), outOfScope: outOfScope.map(sureOfScope) };
  const right = answersOf(inScope).filter((answer) => answer.right).length;
  return [
    figure('accuracy in scope', percent(right / inScope.length), '%'),
    figure('out of scope and named so', percent(named / outOfScope.length), '%'),
    figure(
      'out of scope and refused, with 5 % in scope',
      percent(outOfScopeRecall(scores, 0.05).recall),
      '%',
    ),
    figure('AUROC of out of scope', areaUnderRoc(scores.inScope, scores.outOfScope) ?? Number.NaN, ''),
  ];
}

function qualityFigures(
  section: string,
  judged: readonly Judged[],
  raw: readonly Judged[],
): readonly Figure[] {
  const figure = figures(section);
  const answers = answersOf(judged);
  const right = answers.filter((answer) => answer.right).length;
  return [
    figure('accuracy', percent(right / answers.length), '%'),
    ...scopeFigures(section, judged),
    figure('ECE before calibration', percent(calibrationError(answersOf(raw))), '%'),
    figure('ECE', percent(calibrationError(answers)), '%'),
    figure('coverage at 1 % error', percent(coverageAtError(answers, 0.01)), '%'),
    figure('coverage at 2 % error', percent(coverageAtError(answers, 0.02)), '%'),
  ];
}

const UNCALIBRATED: IntentModel['calibration'] = { temperature: 1, scope: null, reach: null };

const READINGS: readonly (readonly [string, readonly Reading[]])[] = [
  ['MiniLM', ['vectors']],
  ['MiniLM + TF-IDF', ['vectors-and-terms']],
];

async function measureSet(
  name: string,
  { train, test }: IntentSet,
  embedder: Embedder,
  outOfScope?: string,
): Promise<readonly Figure[]> {
  const all: Figure[] = [];
  for (const [reading, readings] of READINGS) {
    process.stderr.write(`${name}: ${reading}\n`);
    const examples = byLabel(train);
    const model = await trainClassifier({
      embedder,
      examples,
      readings,
      ...(outOfScope === undefined ? {} : { outOfScope }),
    });
    const judged = await judge(embedder, model, test);
    const raw = await judge(embedder, { ...model, calibration: UNCALIBRATED }, test);
    all.push(...qualityFigures(`${name}, ${reading}`, judged, raw));
  }
  return all;
}

/** The cost of a first training on ten thousand examples, and of one message afterwards. */
async function measureTime(
  all: readonly Labelled[],
  messages: readonly Labelled[],
  fresh: Embedder,
): Promise<readonly Figure[]> {
  const figure = figures('time');
  const embedder = remembering(fresh);
  const training = await taken(() => trainClassifier({ embedder, examples: byLabel(all) }));
  const classifier = intentClassifier({ embedder: fresh, model: training.value });
  const cpu: number[] = [];
  for (const { text } of messages.slice(0, WARM_UP + CLASSIFIED))
    cpu.push((await taken(() => classifier.classify(text, new AbortController().signal))).cpuMs);
  return [
    figure(
      `training on ${all.length} examples of ${training.value.labels.length} intents`,
      training.cpuMs / 1000,
      'CPU-s',
      45,
    ),
    figure('  by the clock', training.ms / 1000, 's'),
    figure('naming the intent of a message, p50', percentile(cpu.slice(WARM_UP), 0.5), 'CPU-ms', 12),
    figure('naming the intent of a message, p95', percentile(cpu.slice(WARM_UP), 0.95), 'CPU-ms'),
  ];
}

const MARKS = ['<!-- measured: npm run bench -- intents --write -->', '<!-- /measured -->'] as const;

const markdown = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `| ${row.join(' | ')} |`).join('\n');

/** A row for each measure and a column for each data set and reading. */
function qualityTable(all: readonly Figure[]): string {
  const sections = [...new Set(all.map(({ section }) => section))];
  const names = [...new Set(all.map(({ name }) => name))];
  const cell = (section: string, name: string): string => {
    const figure = all.find((one) => one.section === section && one.name === name);
    return figure ? `${figure.value} ${figure.unit}`.trim() : '';
  };
  return markdown([
    ['', ...sections],
    ['---', ...sections.map(() => '---')],
    ...names.map((name) => [name, ...sections.map((section) => cell(section, name))]),
  ]);
}

const timeTable = (all: readonly Figure[]): string =>
  markdown([
    ['', 'measured', 'at most'],
    ['---', '---', '---'],
    ...all.map(({ name, value, unit, limit }) => [
      name.trim(),
      `${value} ${unit}`,
      limit === null ? '' : `${limit} ${unit}`,
    ]),
  ]);

function writePage(file: string, quality: readonly Figure[], time: readonly Figure[]): void {
  const [before = '', rest = ''] = readFileSync(file, 'utf8').split(MARKS[0]);
  const after = rest.split(MARKS[1])[1] ?? '';
  const tables = `${qualityTable(quality)}\n\n${timeTable(time)}`;
  writeFileSync(file, `${before}${MARKS[0]}\n${tables}\n${MARKS[1]}${after}`);
}

/** Accuracy, calibration and cost of the intent classifier on public data; `write` puts them into their page. */
export async function measureIntents(root: string, write = false): Promise<readonly Figure[]> {
  if (!hasIntentSets(root)) {
    process.stderr.write('intents: skipped, `TRESTLE_BENCH` holds no data sets\n');
    return [];
  }
  const banking = banking77(root);
  const clinc = clinc150(root);
  const fresh = await minilmEmbedder({ remembered: 1 });
  const embedder = remembering(fresh);
  const time = await measureTime(banking.all, clinc.test, fresh);
  const quality = [
    ...(await measureSet('BANKING77', banking, embedder)),
    ...(await measureSet('CLINC150', clinc, embedder, OUT_OF_SCOPE)),
  ];
  if (write) writePage(join(root, 'docs', 'intents.md'), quality, time);
  return [...time, ...quality];
}
