import type { Likeness } from '../../core/context.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { StoredPassage } from '../../core/ports/knowledge-store.ts';
import type { PassageIndex, QuestionVector } from './passage-index.ts';

/** The number of example questions of a passage that count. */
const BEST = 3;
/** The shares of the text, the best question, and the mean of the best three. */
const SHARES = { text: 0.35, best: 0.35, mean: 0.3 } as const;

/** The vectors of each passage's questions. */
export async function embedQuestions(
  embedder: Embedder,
  passages: readonly StoredPassage[],
): Promise<readonly (readonly Float32Array[])[]> {
  const vectors: (readonly Float32Array[])[] = [];
  for (const { questions = [] } of passages) vectors.push(await embedder.embed(questions));
  return vectors;
}

/** Reads the stored questions. They are read again after an ingest. */
export function questionKeys(index: PassageIndex): () => readonly QuestionVector[] {
  let revision: string | undefined;
  let keys: readonly QuestionVector[] = [];
  return () => {
    const now = index.revision();
    if (now !== revision) keys = index.questions();
    revision = now;
    return keys;
  };
}

/** The best cosines of a vector and the questions, by passage, best first. */
export function likeQuestions(
  keys: readonly QuestionVector[],
  vector: Float32Array,
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { passageId, vector: key } of keys) {
    const cosines = found.get(passageId) ?? [];
    cosines.push(Math.max(0, product(key, vector)));
    found.set(passageId, cosines);
  }
  return new Map([...found].map(([id, cosines]) => [id, cosines.sort((a, b) => b - a).slice(0, BEST)]));
}

/** The cosine from which two texts differ in case or punctuation at most, which the embedder does not see. */
const SAME = 0.995;

/** The passages that have just this question as an example. */
export function sameQuestions(keys: readonly QuestionVector[], vector: Float32Array): ReadonlySet<string> {
  return new Set(
    keys.flatMap(({ passageId, vector: key }) => (product(key, vector) >= SAME ? [passageId] : [])),
  );
}

/** One score, 0..1, of a passage's text and its questions. */
export function blended({ text, questions }: Likeness): number {
  const [best = 0] = questions;
  const mean = questions.reduce((sum, each) => sum + each, 0) / Math.max(1, questions.length);
  return Math.min(1, SHARES.text * text + SHARES.best * best + SHARES.mean * mean);
}

/** A plain loop: a search takes it a thousand times. */
function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
}
