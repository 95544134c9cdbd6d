import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeQuery, KnowledgeStore, Said } from '../../core/ports/knowledge-store.ts';
import type { PassageIndex } from './passage-index.ts';
import { blended, likeQuestions, questionKeys, sameQuestions } from './question-keys.ts';
import { type Candidate, rank, WEIGHTS, type Weights } from './rank.ts';
import { type NameFinder, nameFinder } from './text/find-names.ts';
import { focusOf } from './text/focus.ts';
import { tellingWords } from './text/words.ts';

/** The vectors of passages. Both methods return cosines by passage id. */
export interface PassageVectors {
  nearest(
    vector: Float32Array,
    limit: number,
    query: Pick<KnowledgeQuery, 'topics' | 'signal'>,
  ): Promise<ReadonlyMap<string, number>>;
  /** The cosines of these passages, without absent ones. */
  cosines(
    vector: Float32Array,
    passageIds: readonly string[],
    signal?: AbortSignal,
  ): Promise<ReadonlyMap<string, number>>;
}

export interface PassageSearch {
  readonly index: PassageIndex;
  readonly vectors: PassageVectors;
  readonly embedder: Embedder;
  readonly weights?: Weights | undefined;
}

/** The part of a conversation that is read: turns, and characters of each. */
const TURNS = 10;
const CHARACTERS = 1000;
/** The largest number of names in focus, and of passages about them. */
const NAMES = 8;
const ABOUT = 200;
/** The number of content words that make a question complete, and the weight of earlier turns for one without any. */
const COMPLETE = 3;
const BEFORE = 0.7;

/** Searches by meaning, words and conversation. All stores use it. */
export function passageSearch({
  index,
  vectors,
  embedder,
  weights = WEIGHTS,
}: PassageSearch): KnowledgeStore['search'] {
  const finder = currentFinder(index);
  const keys = questionKeys(index);
  return async function searchPassages(query) {
    const { text, topics, top, signal } = query;
    const conversation = (query.conversation ?? []).slice(-TURNS).map(shortened);
    const { alone, vector } = await questionVectors(embedder, text, conversation, signal);
    const focus = focusOf(
      finder(),
      [...conversation, shortened({ by: 'customer', text })],
      query.entities ?? [],
    );
    const names = [...focus].sort(([, a], [, b]) => b - a).slice(0, NAMES);
    const about = index.about(
      names.map(([name]) => name),
      ABOUT,
      topics,
    );
    const near = await vectors.nearest(vector, Math.max(20, top * 3), { topics, ...(signal && { signal }) });
    const matches = index.match(text, topics);
    const byWords = best(matches, Math.max(10, top * 2));
    const liked = likeQuestions(keys(), vector);
    const same = sameQuestions(keys(), alone);
    const byQuestion = nearestQuestions(index, liked, topics, top * 3);
    const others = [...new Set([...byWords, ...about, ...byQuestion])].filter((id) => !near.has(id));
    const cosines = new Map([
      ...near,
      ...(others.length === 0 ? [] : await vectors.cosines(vector, others, signal)),
    ]);
    const strength = new Map(names);
    const candidates = [...cosines].flatMap(([passageId, cosine]): readonly Candidate[] => {
      const passage = index.read(passageId);
      if (!passage) return [];
      const strengths = (passage.about ?? []).map((name) => strength.get(name) ?? 0);
      const questions = liked.get(passageId);
      const likeness = questions && {
        text: cosine,
        questions,
        ...(same.has(passageId) && { same: true as const }),
      };
      const scores = likeness ? { score: blended(likeness), likeness } : { score: cosine };
      const bm25 = matches.get(passageId) ?? 0;
      return [{ ...passage, ...scores, bm25, focus: Math.max(0, ...strengths) }];
    });
    return rank(candidates, Math.max(0, ...byWords.map((id) => matches.get(id) ?? 0)), weights, top);
  };
}

/** The ids of the passages with the nearest questions. */
function nearestQuestions(
  index: PassageIndex,
  liked: ReadonlyMap<string, readonly number[]>,
  topics: readonly string[] | undefined,
  limit: number,
): readonly string[] {
  const ofTopic = (id: string) => !topics || index.read(id)?.topics?.some((topic) => topics.includes(topic));
  const all = [...liked].map(([id, [best = 0]]) => ({ id, best })).sort((a, b) => b.best - a.best);
  const found: string[] = [];
  for (const { id } of all) {
    if (found.length >= limit) break;
    if (ofTopic(id)) found.push(id);
  }
  return found;
}

const shortened = ({ by, text }: Said): Said => ({ by, text: text.slice(0, CHARACTERS) });

/** The finder for the stored names. Renewed after an ingest. */
function currentFinder(index: PassageIndex): () => NameFinder {
  let revision: string | undefined;
  let known = '';
  let finder = nameFinder([]);
  return () => {
    const now = index.revision();
    if (now === revision) return finder;
    const names = index.names();
    const list = names.join('\n');
    if (list !== known) finder = nameFinder(names);
    known = list;
    revision = now;
    return finder;
  };
}

const best = (matches: ReadonlyMap<string, number>, limit: number): readonly string[] =>
  [...matches]
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .slice(0, limit)
    .map(([id]) => id);

/** The vector of a question alone and to search by: a short one (`and how much is it?`) is mixed with the turns before it. */
async function questionVectors(
  embedder: Embedder,
  text: string,
  conversation: readonly Said[],
  signal?: AbortSignal,
): Promise<{ readonly alone: Float32Array; readonly vector: Float32Array }> {
  const share = BEFORE * Math.max(0, 1 - tellingWords(text).length / COMPLETE);
  const before = conversation.slice(-2).map((said) => said.text);
  const texts = share === 0 || before.length === 0 ? [text] : [text, before.join('\n')];
  const [question, context] = (await embedder.embed(texts, signal)) as [Float32Array, Float32Array?];
  if (!context) return { alone: question, vector: question };
  const mixed = question.map((value, at) => value + share * (context[at] as number));
  const length = Math.hypot(...mixed);
  return { alone: question, vector: length === 0 ? question : mixed.map((value) => value / length) };
}
