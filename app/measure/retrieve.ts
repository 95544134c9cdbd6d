import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { minilmEmbedder } from '../../adapters/embeddings/minilm-embedder.ts';
import { WEIGHTS, type Weights } from '../../adapters/knowledge/rank.ts';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { AgentError } from '../../core/errors.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import { contentHash } from '../../core/values/json.ts';
import { type Ingested, ingestPassages } from '../knowledge/ingest.ts';
import { linesOf, type MalformedRow, sizeOf } from './policy-harness-rows.ts';
import { type QueryRow, readDocuments, readQuery } from './retrieve-rows.ts';

/** `full` is the search of agents. The others leave out parts, to measure them. */
export type Method = 'lexical' | 'dense' | 'fused' | 'full';

const WEIGHTS_OF: Readonly<Record<Method, Weights>> = {
  lexical: { meaning: 0, words: 1, names: 0 },
  dense: { meaning: 1, words: 0, names: 0 },
  fused: { ...WEIGHTS, names: 0 },
  full: WEIGHTS,
};

/** One row of the answer. */
export interface RetrievedRow {
  readonly id: string;
  /** Ids of documents, best first. */
  readonly ranked: readonly string[];
  /** The cosine of each document, 0..1. The order depends on more. */
  readonly scores: readonly number[];
}

/** A search over documents. */
export interface Retriever {
  readonly ingested: Ingested;
  retrieve(row: QueryRow): Promise<RetrievedRow>;
  close(): Promise<void>;
}

interface OpenRetriever {
  /** Documents, one JSON object a line. */
  readonly docs: string;
  readonly method: Method;
  /** The largest number of documents in an answer. */
  readonly top: number;
  /** The folder of vectors, so that the next run embeds only changes. */
  readonly dataDir: string;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Ingests documents like articles and opens a search like that of agents. Rejects with `REQUEST_INVALID`. */
export async function openRetriever({
  docs,
  method,
  top,
  dataDir,
  onProgress = () => {},
}: OpenRetriever): Promise<Retriever> {
  const passages = await readDocuments(docs);
  const embedder = await minilmEmbedder();
  const path = join(dataDir, 'retrieve', `${contentHash(resolve(docs)).slice(0, 16)}.db`);
  const store = await sqliteStore({ path, embedder, weights: WEIGHTS_OF[method] });
  try {
    const ingested = await ingestPassages({ passages, store, embedder, onProgress });
    return {
      ingested,
      retrieve: (row) => retrieveRow(store, method, top, row),
      close: () => store.close(),
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function retrieveRow(
  store: KnowledgeStore,
  method: Method,
  top: number,
  { id, query, conversation }: QueryRow,
): Promise<RetrievedRow> {
  const context = method === 'full' ? { conversation } : {};
  const found = await store.search({ text: query, ...context, top });
  return { id, ranked: found.map(({ passage_id }) => passage_id), scores: found.map(({ score }) => score) };
}

export interface RetrieveFile {
  readonly queries: string;
  readonly out: string;
  readonly onRow?: (row: RetrievedRow | MalformedRow) => void;
  readonly onProgress?: (bytes: number, total: number) => void;
}

/** Answers each line of a file with a line in `out`, in order. Rejects with `REQUEST_INVALID`. */
export async function retrieveFile(
  retriever: Retriever,
  { queries, out, onRow = () => {}, onProgress = () => {} }: RetrieveFile,
): Promise<void> {
  const total = await sizeOf(queries);
  if (resolve(out) === resolve(queries))
    throw new AgentError('REQUEST_INVALID', '`--out` would overwrite `--in`');
  let done = 0;
  async function* answers(): AsyncGenerator<string> {
    for await (const line of linesOf(queries)) {
      const row = readQuery(line);
      const answer = 'error' in row ? row : await retriever.retrieve(row);
      onRow(answer);
      done += Buffer.byteLength(line) + 1;
      onProgress(Math.min(done, total), total);
      yield `${JSON.stringify(answer)}\n`;
    }
  }
  await pipeline(Readable.from(answers()), createWriteStream(out)).catch((error: NodeJS.ErrnoException) => {
    if (error.path !== out) throw error;
    throw new AgentError('REQUEST_INVALID', `cannot write \`${out}\``, { cause: error });
  });
}
