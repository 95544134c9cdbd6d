import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import type { RankedPassage, WrittenPassage } from '../../core/context.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import { COMPARED } from '../../saying/answers/answer-model.ts';
import { ingestPassages } from './ingest.ts';

/** A question with what a search finds for it. */
export interface AnswerRow {
  /**
   * `left-out`: an example question, searched for as if its passage did not have it. `masked`: without its passage.
   * `outside`: a message for which there is no passage.
   */
  readonly kind: 'left-out' | 'masked' | 'outside';
  readonly asked: string;
  /** The passage that has the question; null outside. */
  readonly own: WrittenPassage | null;
  readonly found: readonly RankedPassage[];
}

export interface AnswerRows {
  readonly passages: readonly WrittenPassage[];
  /** Messages that no passage answers. */
  readonly outside: readonly string[];
  readonly embedder: Embedder;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Searches for each example question twice: without itself, and without its passage.
 *
 * It is the search that serves, over a store in memory from which the question or the passage is taken out meanwhile.
 */
export async function answerRows({
  passages,
  outside,
  embedder,
  onProgress,
}: AnswerRows): Promise<readonly AnswerRow[]> {
  const asking = passages.filter(({ questions = [] }) => questions.length > 0);
  const total = 2 * asking.reduce((sum, { questions = [] }) => sum + questions.length, 0) + outside.length;
  const rows: AnswerRow[] = [];
  const store = await sqliteStore({ path: ':memory:', embedder });
  const add = async (kind: AnswerRow['kind'], asked: string, own: WrittenPassage | null) => {
    rows.push({ kind, asked, own, found: await store.search({ text: asked, top: COMPARED }) });
    onProgress(rows.length, total);
  };
  try {
    await ingestPassages({ passages, store, embedder });
    for (const passage of asking) await withoutEach(store, passage, add);
    for (const message of outside) await add('outside', message, null);
    return rows;
  } finally {
    await store.close();
  }
}

async function withoutEach(
  store: KnowledgeStore,
  passage: WrittenPassage,
  add: (kind: AnswerRow['kind'], asked: string, own: WrittenPassage) => Promise<void>,
): Promise<void> {
  const { questions = [] } = passage;
  const put = (left: readonly string[]) => store.upsert([{ ...passage, questions: left, content_hash: '' }]);
  await store.remove([passage.passage_id]);
  for (const asked of questions) await add('masked', asked, passage);
  for (const asked of questions) {
    await put(questions.filter((question) => question !== asked));
    await add('left-out', asked, passage);
  }
  await put(questions);
}
