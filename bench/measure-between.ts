import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../app/env.ts';
import { openEmbedder } from '../app/open/open-embedder.ts';
import { openOffline } from '../app/open/open-offline.ts';
import { trainedClassifier } from '../app/open/train-intents.ts';
import type { IntentGuess } from '../core/intent.ts';
import { offeredIntents } from '../graphs/intent-handling.ts';
import { closePair } from '../hearing/which-intent.ts';
import { type Figure, figures } from './figure.ts';
import { withTemporaryData } from './temporary-data.ts';

const figure = figures('between');
const AGENTS = ['retail', 'airline'] as const;
const OPEN = '<!-- measured: npm run bench -- between --write -->';
const CLOSE = '<!-- /measured -->';

/** A labelled message with its guesses, and what an agent makes of them. */
interface Judged {
  readonly label: string;
  readonly guesses: readonly IntentGuess[];
  readonly sure: boolean;
  readonly pair: readonly string[] | null;
}

/**
 * Messages that are asked about between two intents: the reference agents' own examples, each read by a classifier
 * that had not seen it, and fresh messages. `write` brings the table of docs/turn-confidence.md up to date.
 */
export async function measureBetween(root: string, write = false): Promise<readonly Figure[]> {
  const columns = new Map<string, readonly Judged[]>();
  const fresh: Judged[] = [];
  for (const agent of AGENTS)
    await withTemporaryData(root, async (dataDir) => {
      const judged = await judgeAgent(root, agent, dataDir);
      columns.set(agent, judged.examples);
      fresh.push(...judged.fresh);
    });
  columns.set('fresh', fresh);
  if (write) writePage(join(root, 'docs', 'turn-confidence.md'), columns);
  return [...columns].flatMap(([name, rows]) => {
    const { unsure, asked, best, either } = countsOf(rows);
    return [
      figure(`${name}: messages`, rows.length, ''),
      figure(`${name}: not sure enough`, unsure, ''),
      figure(`${name}: asked between two`, asked, ''),
      figure(`${name}: of these the best is right`, (100 * best) / asked, '%'),
      figure(`${name}: of these one of the two is right`, (100 * either) / asked, '%'),
    ];
  });
}

async function judgeAgent(root: string, agent: string, dataDir: string) {
  const opened = await openOffline({ root, agent, dataDir, environment: readEnvironment(process.env) });
  try {
    const { declaration, thresholds } = opened;
    const embedder = await openEmbedder(dataDir);
    const { classifier, model } = await trainedClassifier({ declaration, embedder, dataDir });
    const choices = offeredIntents(declaration.config);
    const judged = (label: string, guesses: readonly IntentGuess[]): Judged => {
      const [best] = guesses;
      const from = thresholds.get(best?.name ?? '')?.threshold ?? Number.POSITIVE_INFINITY;
      const sure = best !== undefined && best.confidence >= from;
      return { label, guesses, sure, pair: closePair(guesses, sure, choices) };
    };
    const fresh: Judged[] = [];
    for (const line of readFileSync(join(root, `evals/${agent}/messages.jsonl`), 'utf8').split('\n')) {
      if (line === '') continue;
      const { text, label } = JSON.parse(line);
      fresh.push(judged(label, await classifier.classify(text, new AbortController().signal)));
    }
    return { examples: model.heldOut.map(({ label, guesses }) => judged(label, guesses)), fresh };
  } finally {
    await opened.close();
  }
}

function countsOf(rows: readonly Judged[]) {
  const unsure = rows.filter(({ sure }) => !sure);
  const asked = unsure.filter(({ pair }) => pair !== null);
  return {
    unsure: unsure.length,
    asked: asked.length,
    best: asked.filter(({ label, guesses: [first] }) => first?.name === label).length,
    either: asked.filter(({ label, pair }) => pair?.includes(label)).length,
  };
}

function writePage(file: string, columns: ReadonlyMap<string, readonly Judged[]>): void {
  const counts = [...columns.values()].map(countsOf);
  const number = (value: number) => value.toLocaleString('en-US');
  const share = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`;
  const rows = [
    ['', ...columns.keys()],
    ['---', ...counts.map(() => '---')],
    ['messages', ...[...columns.values()].map(({ length }) => number(length))],
    ['not sure enough to act on', ...counts.map(({ unsure }) => number(unsure))],
    ['of these asked between two', ...counts.map(({ asked }) => number(asked))],
    ['of these the best is right', ...counts.map(({ best, asked }) => share(best, asked))],
    ['of these one of the two is right', ...counts.map(({ either, asked }) => share(either, asked))],
  ];
  const table = rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
  const text = readFileSync(file, 'utf8');
  const [head = ''] = text.split(OPEN);
  const tail = text.split(CLOSE)[1] ?? '';
  writeFileSync(file, `${head}${OPEN}\n\n${table}\n\n${CLOSE}${tail}`);
}
