import { ChromaClient, type Collection } from 'chromadb';
import { AgentError } from '../../../core/errors.ts';
import { contentHash } from '../../../core/values/json.ts';
import { inTime } from '../../../core/values/limit.ts';
import { BODY_LIMIT, limitedFetch } from '../../limited-fetch.ts';

/** Runs work on a collection within a time limit. Rejects with `ChromaSilent` after it. */
export type WithCollection = <T>(
  work: (collection: Collection) => Promise<T>,
  signal?: AbortSignal,
) => Promise<T>;

const ANSWER_MS = 10_000;

/** The server did not answer in time. It may hang, and later requests would wait as long. */
export class ChromaSilent extends Error {
  constructor(ms: number) {
    super(`Chroma did not answer within ${ms / 1000} seconds`);
  }
}

const ask = limitedFetch(() => new Error(`Chroma answered with more than ${BODY_LIMIT} bytes`));

const answerOf: typeof fetch = async (input, init) => {
  const answer = await ask(input, init);
  if (answer.ok) return answer;
  throw new Error(`Chroma answered with status ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
};

const client = (url: string): ChromaClient => {
  const { hostname, port, protocol } = new URL(url);
  const ssl = protocol === 'https:';
  const chroma = new ChromaClient({ host: hostname, port: Number(port) || (ssl ? 443 : 80), ssl });
  // The client has no option for this. Its own `fetch` reads answers of any size.
  chroma['apiClient'].setConfig({ fetch: answerOf });
  return chroma;
};

/**
 * The collection for a name and an embedder. Created if absent.
 *
 * Connects on first use, and again after an error or a change of address.
 */
export function chromaCollection(
  urlNow: () => string | undefined,
  name: string,
  embedder: string,
  answerMs = ANSWER_MS,
): WithCollection {
  const full = `${name}-${contentHash(embedder).slice(0, 8)}`;
  let opened: Promise<Collection> | undefined;
  let openedAt: string | undefined;
  const open = async (): Promise<Collection> => {
    const url = urlNow();
    if (url === undefined) throw new AgentError('KNOWLEDGE_UNAVAILABLE', 'the Chroma server is down');
    if (url !== openedAt) opened = undefined;
    openedAt = url;
    opened ??= client(url).getOrCreateCollection({
      name: full,
      embeddingFunction: null,
      configuration: { hnsw: { space: 'cosine' } },
    });
    return opened;
  };
  return async (work, signal) => {
    const late = () => new ChromaSilent(answerMs);
    try {
      // The client takes no signal, so a hung call is abandoned.
      return await inTime({ ms: answerMs, late, signal }, () => open().then(work));
    } catch (error) {
      opened = undefined;
      throw error;
    }
  };
}
