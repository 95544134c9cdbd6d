import { openEmbedder } from '../../app/open/open-embedder.ts';
import { loadProject } from '../../config/load-project.ts';
import { type AgentDeclaration, declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import { trainClassifier } from '../../intents/train-classifier.ts';
import { BAD_MESSAGES } from '../../test/bad-messages.ts';
import { type Figure, figures, percentile } from '../figure.ts';
import { taken } from '../measure.ts';
import { pagePart } from '../page-part.ts';
import { withTemporaryData } from '../temporary-data.ts';
import { openReader, type Reader } from './open-reader.ts';
import { type Said, sayings } from './sayings.ts';

export const READING_PART = pagePart('reading --write');

const figure = figures('reading');

const WARM_UP = 60;
const MESSAGES = 300;
/** A long message is read so many times, each time with another end. */
const TIMES = 7;

/** Processor time of a message's reading by the retail agent: answers to a list of 50 orders, wishes, long and bad ones. */
export async function measureReading(root: string, write = false): Promise<readonly Figure[]> {
  const all = await withTemporaryData(root, async (dataDir) => {
    const declaration = declaredAgent(unwrap(await loadProject(root)), 'retail');
    const embedder = await openEmbedder(dataDir);
    const examples = [...declaration.examples.values()].flat();
    const { read } = await openReader(root, declaration, embedder, dataDir);
    const said = sayings();
    for (let round = 0; round < WARM_UP; round++) await readOne(read, said.next().value);
    const sentence = await sentenceOf(embedder, examples);
    const cpu: number[] = [];
    for (let round = 0; round < MESSAGES; round++) cpu.push(await readOne(read, said.next().value));
    return [
      figure('intents of the agent', declaration.config.intents.options.length, ''),
      figure('embedding one sentence, p50', sentence, 'CPU-ms'),
      figure('a message, p50', percentile(cpu, 0.5), 'CPU-ms', 8),
      figure('a message, p95', percentile(cpu, 0.95), 'CPU-ms'),
      figure('a message, in embeddings of a sentence', percentile(cpu, 0.5) / sentence, 'ratio'),
      ...(await longFigures(read)),
      ...(await trainingFigures(declaration, embedder)),
    ];
  });
  if (write) READING_PART.write(root, all);
  return all;
}

/** Before clauses were read it was 1.8; training may cost 1.3 times that. */
const TRAINING = 2.3;

const readOne = async (read: Reader['read'], { text, state }: Said): Promise<number> =>
  (await taken(() => read(text, state))).cpuMs;

async function longFigures(read: Reader['read']): Promise<readonly Figure[]> {
  const all: Figure[] = [];
  for (const [name, text] of Object.entries(BAD_MESSAGES)) {
    const cpu: number[] = [];
    // The embedder remembers texts: each is new to it.
    for (let round = 0; round < TIMES; round++)
      cpu.push(await readOne(read, { text: `${text.slice(0, -6)} ${1000 + round}.`, state: {} }));
    all.push(figure(`${name}, ${text.length} characters, p50`, percentile(cpu, 0.5), 'CPU-ms', 120));
  }
  return all;
}

/** Training and embedding in turn, so that a busy machine slows both. */
async function trainingFigures(
  { config, examples }: AgentDeclaration,
  embedder: Embedder,
): Promise<readonly Figure[]> {
  const { outOfScope } = config.intents;
  const [training, embedding]: [number[], number[]] = [[], []];
  for (const end of [' ', '  ', '   ']) {
    const other = new Map([...examples].map(([name, texts]) => [name, texts.map((text) => `${text}${end}`)]));
    const texts = [...other.values()].flat().map((text) => `${text}\n`);
    embedding.push((await taken(() => embedder.embed(texts))).cpuMs);
    const given = { embedder, examples: other, ...(outOfScope === undefined ? {} : { outOfScope }) };
    training.push((await taken(() => trainClassifier(given))).cpuMs);
  }
  const [trained, embedded] = [percentile(training, 0.5), percentile(embedding, 0.5)];
  return [
    figure('training, median of 3', trained / 1000, 'CPU-s'),
    figure('training against embedding its examples', trained / embedded, 'ratio', TRAINING),
  ];
}

async function sentenceOf(embedder: Embedder, texts: readonly string[]): Promise<number> {
  const cpu: number[] = [];
  for (const text of texts.slice(0, 100)) cpu.push((await taken(() => embedder.embed([`${text}!`]))).cpuMs);
  return percentile(cpu, 0.5);
}
