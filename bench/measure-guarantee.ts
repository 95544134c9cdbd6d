import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { minilmEmbedder } from '../adapters/embeddings/minilm-embedder.ts';
import { intentThresholds } from '../app/open/intent-thresholds.ts';
import { trainedClassifier, trainIntents } from '../app/open/train-intents.ts';
import { leastMessages } from '../confidence/breach.ts';
import { certify } from '../confidence/certify.ts';
import type { Graded } from '../confidence/graded.ts';
import { calibrationError } from '../confidence/measures.ts';
import { loadProject } from '../config/load-project.ts';
import type { IntentThreshold } from '../core/confidence.ts';
import { seededRandom } from '../core/values/seeded-random.ts';
import type { IntentModel } from '../intents/intent-model.ts';
import { type Figure, figures } from './figure.ts';
import { banking77, byLabel, clinc150, type Labelled, OUT_OF_SCOPE } from './intent-sets.ts';

const SPLITS = 1000;
const ASSURANCE = 0.95;
const ERRORS = [0.01, 0.02, 0.05] as const;

/** The share of the messages that a threshold is certified on; the rest tests it. The promise is about as many as that. */
const SHARES = [0.5, 0.8, 0.2] as const;

/** The results of one promise over many random splits. */
interface Kept {
  readonly set: string;
  readonly messages: number;
  readonly share: number;
  readonly error: number;
  /** Shares of all splits. */
  readonly exceeded: number;
  readonly certified: number;
  /** Means over the splits that were certified, measured on the test part. */
  readonly coverage: number;
  readonly measured: number;
}

/** Measures promised error rates on messages that were not used for thresholds. `write` puts the results into their page. */
export async function measureGuarantee(root: string, write = false): Promise<readonly Figure[]> {
  const sets = [
    { set: 'BANKING77', answers: await heldOut(root, banking77(root).all) },
    { set: 'CLINC150', answers: await heldOut(root, clinc150(root).train, OUT_OF_SCOPE) },
  ];
  const all: Kept[] = [];
  for (const { set, answers } of sets)
    for (const share of SHARES)
      for (const error of ERRORS) {
        process.stderr.write(`${set}: ${SPLITS} splits, ${100 * share} % to certify ${100 * error} %\n`);
        all.push({ set, messages: answers.length, share, error, ...overSplits(answers, share, error) });
      }
  const agents = await referenceAgents(root);
  if (write) writePage(join(root, 'docs', 'confidence.md'), all, agents);
  return [
    ...sets.map(({ set, answers }) =>
      figures(set)('ECE of the held-out predictions', 100 * calibrationError(answers), '%'),
    ),
    ...all.flatMap(figuresOf),
  ];
}

/** An agent's promise, measured on messages that the author of its examples did not write. */
interface Promised {
  readonly agent: string;
  readonly target: string;
  readonly threshold: IntentThreshold;
  readonly coverage: number;
  readonly fresh: { readonly messages: number; readonly acted: number; readonly wrong: number };
}

async function referenceAgents(root: string): Promise<readonly Promised[]> {
  const read = await loadProject(root);
  if (!read.ok) throw new Error('the project does not check');
  const embedder = await minilmEmbedder();
  const all: Promised[] = [];
  for (const [agent, declaration] of read.value.agents) {
    const dataDir = join(root, '.trestle');
    const { model, classifier } = await trainedClassifier({ declaration, embedder, dataDir });
    const [threshold] = intentThresholds(declaration.config, model.heldOut).values();
    if (!threshold?.target) continue;
    const rows = readFileSync(join(root, 'evals', agent, 'messages.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const fresh: Graded[] = [];
    for (const { text, label } of rows.map((row) => JSON.parse(row) as Labelled)) {
      const [best] = await classifier.classify(text, new AbortController().signal);
      fresh.push({ confidence: best?.confidence ?? 0, right: best?.name === label });
    }
    const acted = fresh.filter(({ confidence }) => confidence >= threshold.threshold);
    all.push({
      agent,
      target: `${percent(threshold.target.error)}, ${threshold.target.assurance}`,
      threshold,
      coverage: tested(gradedOf(model.heldOut), threshold.threshold).coverage,
      fresh: {
        messages: fresh.length,
        acted: acted.length,
        wrong: acted.filter(({ right }) => !right).length,
      },
    });
  }
  return all;
}

/** Held-out readings of messages, cached by content under .trestle. */
async function heldOut(
  root: string,
  rows: readonly Labelled[],
  outOfScope?: string,
): Promise<readonly Graded[]> {
  const { heldOut: predictions } = await trainIntents({
    embedder: await minilmEmbedder(),
    examples: byLabel(rows),
    outOfScope,
    folder: join(root, '.trestle', 'bench', 'intents'),
  });
  return gradedOf(predictions);
}

const gradedOf = (predictions: IntentModel['heldOut']): readonly Graded[] =>
  predictions.flatMap(({ label, guesses: [best] }) =>
    best ? [{ confidence: best.confidence, right: best.name === label }] : [],
  );

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

type Splits = Pick<Kept, 'exceeded' | 'certified' | 'coverage' | 'measured'>;

function overSplits(answers: readonly Graded[], share: number, error: number): Splits {
  const { between } = seededRandom(`splits ${share} ${error}`);
  const size = Math.round(share * answers.length);
  const order = [...answers];
  const tests = Array.from({ length: SPLITS }, () => {
    for (let last = order.length - 1; last > 0; last--) {
      const other = between(0, last);
      [order[last], order[other]] = [order[other] as Graded, order[last] as Graded];
    }
    const certificate = certify(order.slice(0, size), { error, assurance: ASSURANCE });
    return certificate.certified ? [tested(order.slice(size), certificate.threshold)] : [];
  }).flat();
  return {
    exceeded: tests.filter(({ measured }) => measured > error).length / SPLITS,
    certified: tests.length / SPLITS,
    coverage: mean(tests.map(({ coverage }) => coverage)),
    measured: mean(tests.map(({ measured }) => measured)),
  };
}

function tested(answers: readonly Graded[], threshold: number): Pick<Kept, 'coverage' | 'measured'> {
  const acted = answers.filter(({ confidence }) => confidence >= threshold);
  const wrong = acted.filter(({ right }) => !right).length;
  return { coverage: acted.length / answers.length, measured: acted.length === 0 ? 0 : wrong / acted.length };
}

function figuresOf({ set, share, error, exceeded, certified, coverage, measured }: Kept): readonly Figure[] {
  const figure = figures(`${set}, ${100 * share} % certify`);
  // The promise is about as many messages as certified it: fewer have more noise of their own.
  const limit = share <= 0.5 ? 100 - 100 * ASSURANCE : null;
  return [
    figure(`${100 * error} % promised: exceeded in splits`, 100 * exceeded, '%', limit),
    figure('  splits certified', 100 * certified, '%'),
    figure('  coverage', 100 * coverage, '%'),
    figure('  error', 100 * measured, '%'),
  ];
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

const markdown = (rows: readonly (readonly string[])[]): string => {
  const [headings = [], ...cells] = rows;
  return [headings, headings.map(() => '---'), ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
};

const splitsTable = (all: readonly Kept[]): string =>
  markdown([
    ['messages', 'certified on', 'promised', 'exceeded', 'certified', 'coverage', 'error'],
    ...all.map(({ set, messages, share, error, exceeded, certified, coverage, measured }) => [
      `${set} (${messages})`,
      percent(share),
      percent(error),
      percent(exceeded),
      percent(certified),
      percent(coverage),
      `${(100 * measured).toFixed(2)} %`,
    ]),
  ]);

/** The least number of acted-on messages for which so many mistakes are within the promise. */
const labelsTable = (): string =>
  markdown([
    ['error', 'assurance', 'no mistake', 'one', 'two', 'five'],
    ...[0.01, 0.02, 0.05, 0.1].flatMap((error) =>
      [0.9, 0.95, 0.99].map((assurance) => [
        percent(error),
        `${assurance}`,
        ...[0, 1, 2, 5].map(
          (mistakes) => `${leastMessages(() => mistakes, { error, chance: 1 - assurance, most: 10_000 })}`,
        ),
      ]),
    ),
  ]);

const agentsTable = (agents: readonly Promised[]): string =>
  markdown([
    ['agent', 'promised', 'certified', 'threshold', 'coverage', 'fresh messages', 'acted on', 'wrong'],
    ...agents.map(({ agent, target, threshold, coverage, fresh }) => [
      agent,
      target,
      threshold.certified ? 'yes' : `${threshold.missing} labels missing`,
      threshold.threshold.toFixed(3),
      percent(coverage),
      `${fresh.messages}`,
      `${fresh.acted}`,
      `${fresh.wrong} (${percent(fresh.acted === 0 ? 0 : fresh.wrong / fresh.acted)})`,
    ]),
  ]);

const END = '<!-- /measured -->';

function writePage(file: string, all: readonly Kept[], agents: readonly Promised[]): void {
  const written = { splits: splitsTable(all), labels: labelsTable(), agents: agentsTable(agents) };
  const text = Object.entries(written).reduce(
    (page, [name, table]) => {
      const mark = `<!-- measured: ${name}, npm run bench -- guarantee --write -->`;
      const [before = '', rest = ''] = page.split(mark);
      return `${before}${mark}\n${table}\n${rest.slice(rest.indexOf(END))}`;
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}
