import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';

/** Documents and questions to measure retrieval on, in the files that `trestle retrieve` takes. */
export interface RetrievalSet {
  readonly name: string;
  readonly docs: string;
  readonly queries: string;
}

interface Row {
  readonly id?: string;
  readonly query: string;
  readonly context?: readonly string[];
  readonly relevant?: readonly string[];
  readonly passages?: readonly string[];
}

/** The published sets of the measuring material, and each agent's articles with the questions written for them. */
export async function retrievalSets(
  root: string,
  folder: string,
  published: string,
): Promise<readonly RetrievalSet[]> {
  const sets: RetrievalSet[] = [];
  if (existsSync(published)) sets.push(spoken(published), banking(published));
  for (const agent of ['retail', 'airline'])
    if (existsSync(join(root, 'evals', agent, 'questions.jsonl'))) {
      const set = await ofAgent(root, folder, agent);
      sets.push(set, await afterAnotherTopic(set, folder));
    }
  return sets;
}

const spoken = (folder: string): RetrievalSet => ({
  name: 'dstc10',
  docs: join(folder, 'dstc10_docs.jsonl'),
  queries: join(folder, 'dstc10_queries.dev.jsonl'),
});

const banking = (folder: string): RetrievalSet => ({
  name: 'banking',
  docs: join(folder, 'banking_docs.jsonl'),
  queries: join(folder, 'banking_queries.jsonl'),
});

/** The set over documents that say nothing of what they are about. */
export async function withoutNames(set: RetrievalSet, folder: string): Promise<RetrievalSet> {
  const docs = join(folder, `${set.name}-without-names.docs.jsonl`);
  await writeRows(
    docs,
    rowsOf(set.docs).map(({ entity, ...document }) => document),
  );
  return { ...set, docs };
}

/** The set with its last three turns as the question, and no conversation. */
export async function lastThreeTurns(set: RetrievalSet, folder: string): Promise<RetrievalSet> {
  const queries = join(folder, `${set.name}-last-three.queries.jsonl`);
  const turns = ({ query, context = [] }: Row) => (context.length > 0 ? context : [query]).slice(-3);
  await writeRows(
    queries,
    rowsOf(set.queries).map((row) => ({
      id: row.id,
      query: turns(row)
        .map((turn) => turn.replace(/^[US]: /, ''))
        .join(' '),
      relevant: row.relevant,
    })),
  );
  return { ...set, queries };
}

async function ofAgent(root: string, folder: string, agent: string): Promise<RetrievalSet> {
  const articles = join(root, 'knowledge', agent);
  const files = (await readdir(articles)).filter((file) => file.endsWith('.md')).sort();
  const passages = await Promise.all(
    files.map(async (path) => chunkMarkdown({ path, text: await readFile(join(articles, path), 'utf8') })),
  );
  const set = {
    name: agent,
    docs: join(folder, `${agent}.docs.jsonl`),
    queries: join(folder, `${agent}.queries.jsonl`),
  };
  await writeRows(
    set.docs,
    passages.flat().map(({ passage_id, heading, text }) => ({ id: passage_id, title: heading, text })),
  );
  await writeRows(
    set.queries,
    rowsOf(join(root, 'evals', agent, 'questions.jsonl')).map((row, index) => ({
      id: `${agent}-${index + 1}`,
      query: row.query,
      context: row.context,
      relevant: row.passages,
    })),
  );
  return set;
}

/** Questions that stand for themselves, each asked after two turns about something else: what a conversation may cost. */
async function afterAnotherTopic(set: RetrievalSet, folder: string): Promise<RetrievalSet> {
  const rows = rowsOf(set.queries);
  const talks = rows.flatMap(({ context = [] }) => (context.length > 2 ? [context.slice(0, 2)] : []));
  const alone = rows.filter(({ context = [] }) => context.length === 0);
  const name = `${set.name} after another topic`;
  const queries = join(folder, `${set.name}-another-topic.queries.jsonl`);
  await writeRows(
    queries,
    alone.map((row, index) => ({ ...row, context: talks[(7 * index + 3) % talks.length] ?? [] })),
  );
  return { ...set, name, queries };
}

/** Every row of a file of JSON lines. */
export function rowsOf(file: string): readonly (Row & Readonly<Record<string, unknown>>)[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Row & Readonly<Record<string, unknown>>);
}

const writeRows = (file: string, rows: readonly unknown[]): Promise<void> =>
  writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
