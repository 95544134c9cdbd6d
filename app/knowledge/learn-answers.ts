import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';
import type { AgentDeclaration } from '../../config/read/project.ts';
import type { WrittenPassage } from '../../core/context.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import { contentHash } from '../../core/values/json.ts';
import { FEATURES } from '../../saying/answers/fit-features.ts';
import { answerRows } from './answer-rows.ts';
import { keptVectors } from './kept-vectors.ts';
import { type TrainedAnswers, trainAnswers } from './train-answers.ts';

/** Part of the cache's key. Change it if equal articles must give another model. */
const METHOD = 'fit-2';

/** The fewest example questions from which something is learned. */
const ENOUGH = 20;

const Share = z.number().min(0).max(1);

const Kept = z.strictObject({
  model: z.strictObject({
    weights: z.array(z.number()).length(FEATURES),
    words: z.strictObject({ passages: z.number(), counts: z.record(z.string(), z.number()) }),
    questionWords: z.record(z.string(), z.array(z.string())),
    quote: z.number().nullable(),
    offer: Share,
    beside: Share,
  }),
  missing: z.number(),
  heldOut: z.array(
    z.strictObject({
      kind: z.enum(['left-out', 'masked', 'outside']),
      fit: Share,
      right: z.boolean(),
      rightFit: Share.nullable(),
    }),
  ),
});

/** True if articles have enough example questions to learn from. */
export const hasExampleQuestions = ({ articles }: LearnAnswers['declaration']): boolean =>
  countQuestions(articles.flatMap(chunkMarkdown)) >= ENOUGH;

const countQuestions = (passages: readonly WrittenPassage[]): number =>
  passages.reduce((sum, { questions = [] }) => sum + questions.length, 0);

export interface LearnAnswers {
  readonly declaration: Pick<AgentDeclaration, 'config' | 'articles' | 'examples'>;
  readonly embedder: Embedder;
  /** The folder of what was learned, by the hash of the articles, and of vectors. */
  readonly dataDir: string;
  readonly onProgress?: (message: string) => void;
}

/** Learns when an agent's articles answer; null if they have too few example questions. Kept between starts. */
export async function learnAnswers({
  declaration: { config, articles, examples },
  embedder,
  dataDir,
  onProgress = () => {},
}: LearnAnswers): Promise<TrainedAnswers | null> {
  const passages = articles.flatMap(chunkMarkdown);
  const count = countQuestions(passages);
  if (count < ENOUGH) return null;
  const target = config.knowledge.answers;
  const outside = [...(examples.get(config.intents.outOfScope ?? '') ?? [])];
  const hash = contentHash([
    METHOD,
    embedder.id,
    passages.map((passage) => ({ ...passage })),
    outside,
    { ...target },
  ]);
  const folder = join(dataDir, 'answers');
  const path = join(folder, `${hash}.json`);
  const known = await readFile(path, 'utf8').then(readKept, () => null);
  if (known) return known;
  onProgress(`learning from ${count} example questions when the articles of ${config.name} answer`);
  const vectors = await keptVectors(embedder, join(folder, `vectors-${embedder.id}`));
  const rows = await answerRows({
    passages,
    outside,
    embedder: vectors.embedder,
    onProgress: inQuarters(onProgress),
  });
  const trained = trainAnswers(passages, rows, target);
  await vectors.save();
  await mkdir(folder, { recursive: true });
  // A temporary file that is renamed, so that a crash leaves no partial model.
  await writeFile(`${path}.${process.pid}`, JSON.stringify(trained));
  await rename(`${path}.${process.pid}`, path);
  return trained;
}

function readKept(text: string): TrainedAnswers | null {
  try {
    const read = Kept.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/** Tells of every fourth of the work. */
function inQuarters(onProgress: (message: string) => void): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const part = Math.floor((4 * done) / total);
    if (part > told && part < 4) onProgress(`… ${part * 25} %`);
    told = part;
  };
}
