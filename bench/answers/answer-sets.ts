import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';
import { rankedPassages } from '../../app/evals/judge/judge-questions.ts';
import { ingestPassages } from '../../app/knowledge/ingest.ts';
import { learnAnswers } from '../../app/knowledge/learn-answers.ts';
import { openEmbedder } from '../../app/open/open-embedder.ts';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import type { RankedPassage } from '../../core/context.ts';
import { unwrap } from '../../core/diagnostic.ts';

/** A question with the passages that were found for it, the likeliest first. */
export interface AskedQuestion {
  readonly text: string;
  readonly found: readonly RankedPassage[];
  /** True for a passage that answers it. */
  readonly isRight: (passageId: string) => boolean;
  /** True for a passage that was judged not to answer it; all, where nothing answers. */
  readonly isUnfit: (passageId: string) => boolean;
}

interface OpenRow {
  readonly agent: string;
  readonly question: string;
  readonly passage?: string;
  readonly kind: 'answerable' | 'unanswerable' | 'near';
  readonly unfit?: readonly string[];
}

/** An agent's questions: of its evals, the same with their right passages taken out, and those that others wrote. */
export async function answerSets(root: string, agent: string, folder: string) {
  const declaration = declaredAgent(unwrap(await loadProject(root)), agent);
  const dataDir = join(root, '.trestle');
  const embedder = await openEmbedder(dataDir);
  const learned = await learnAnswers({ declaration, embedder, dataDir });
  const store = await sqliteStore({ path: ':memory:', embedder });
  const passages = declaration.articles.flatMap(chunkMarkdown);
  await ingestPassages({ passages, store, embedder });
  const ranked = rankedPassages({ knowledge: store, declaration, answers: learned?.model ?? null });
  const evals: AskedQuestion[] = [];
  const masked: AskedQuestion[] = [];
  for (const row of rowsOf<EvalRow>(join(root, 'evals', agent, 'questions.jsonl'))) {
    const isRight = (id: string) => row.passages.includes(id);
    const asked = { text: row.query, isRight, isUnfit: () => false };
    evals.push({ ...asked, found: await ranked(row.query, row.context) });
    await store.remove(row.passages);
    masked.push({ ...asked, found: await ranked(row.query, row.context), isUnfit: () => true });
    const back = passages.filter(({ passage_id }) => isRight(passage_id));
    await store.upsert(back.map((passage) => ({ ...passage, content_hash: '' })));
  }
  const others: (AskedQuestion & Pick<OpenRow, 'kind'>)[] = [];
  for (const row of rowsOf<OpenRow>(join(folder, 'conversations', 'questions.jsonl')).filter(
    (one) => one.agent === agent,
  ))
    others.push({ ...judgedBy(row), text: row.question, kind: row.kind, found: await ranked(row.question) });
  await store.close();
  return { learned, evals, masked, others };
}

interface EvalRow {
  readonly query: string;
  readonly passages: readonly string[];
  readonly context?: readonly string[];
}

/** Ids begin so, as the rows have them. */
function judgedBy({ passage, kind, unfit = [] }: OpenRow): Pick<AskedQuestion, 'isRight' | 'isUnfit'> {
  const begins = (id: string, starts: readonly string[]) => starts.some((start) => id.startsWith(start));
  return {
    isRight: (id) => passage !== undefined && begins(id, [passage]),
    isUnfit: (id) => kind === 'unanswerable' || begins(id, [unfit].flat()),
  };
}

function rowsOf<T>(path: string): readonly T[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}
