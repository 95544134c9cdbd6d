import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answerGate } from '../../adapters/knowledge/chroma/answer-gate.ts';
import { chromaRuntime, startChromaServer } from '../../adapters/knowledge/chroma/chroma-server.ts';
import { watchChroma } from '../../adapters/knowledge/chroma/watch-chroma.ts';
import { sqliteStore } from '../../adapters/knowledge/sqlite-store.ts';
import { AgentError } from '../../core/errors.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import type { Environment } from '../env.ts';

/** The knowledge stores of a project with their server, if any. */
export interface OpenedKnowledge {
  /** The store in use and the reason, for people. */
  readonly describe: string;
  storeOf(agent: string): Promise<KnowledgeStore>;
  /** True while searches use words only. */
  degraded(): boolean;
  close(): Promise<void>;
}

interface OpenKnowledge {
  readonly dataDir: string;
  readonly environment: Pick<Environment, 'CHROMA_URL' | 'TRESTLE_CHROMA_RUNTIME'>;
  readonly embedder: Embedder;
  /** Stores of the program's own, by agent. */
  readonly own?: ((agent: string) => Promise<KnowledgeStore>) | undefined;
  /** Called when Chroma cannot be reached. */
  readonly onOutage?: (error: AgentError) => void;
  /** Called when it answers again. */
  readonly onReturn?: () => void;
  /** Time limit of a request to Chroma, and the first wait before a probe after it. In milliseconds. */
  readonly chroma?: { readonly answerMs: number; readonly firstMs: number };
}

/** Opens knowledge: the program's own, else Chroma, a given server, else our own child; where its binary cannot run, on SQLite. */
export async function openKnowledge(options: OpenKnowledge): Promise<OpenedKnowledge> {
  const { own } = options;
  if (own)
    return {
      describe: "knowledge: the program's own",
      storeOf: own,
      degraded: () => false,
      close: async () => {},
    };
  const { CHROMA_URL: url } = options.environment;
  if (url)
    return onChroma(
      options,
      () => url,
      `knowledge: Chroma at ${url}`,
      async () => {},
    );
  const server = await ownServer(options);
  if (server instanceof AgentError) return onSqlite(options, `knowledge: SQLite (${server.message})`);
  return onChroma(options, server.url, 'knowledge: Chroma, our own server', server.stop);
}

/** Starts the shipped server, or returns the reason why it cannot run here. */
async function ownServer({ dataDir, environment, onOutage = () => {} }: OpenKnowledge) {
  const unpacked = environment.TRESTLE_CHROMA_RUNTIME ?? join(dataDir, 'chroma-runtime');
  const runtime = existsSync(unpacked) ? { runtime: chromaRuntime(unpacked) } : {};
  const start = () => startChromaServer({ path: join(dataDir, 'chroma'), ...runtime });
  const onEnd = () => onOutage(new AgentError('KNOWLEDGE_UNAVAILABLE', 'the Chroma server has ended'));
  return watchChroma({ start, onEnd }).catch((error: unknown) => {
    if (error instanceof AgentError && error.code === 'KNOWLEDGE_UNAVAILABLE') return error;
    throw error;
  });
}

function onChroma(
  { dataDir, embedder, onOutage = () => {}, onReturn = () => {}, chroma }: OpenKnowledge,
  url: () => string | undefined,
  describe: string,
  close: () => Promise<void>,
): OpenedKnowledge {
  let out = false;
  const onSearch = (outage: AgentError | null): void => {
    if (out === (outage !== null)) return;
    out = outage !== null;
    if (outage) onOutage(outage);
    else onReturn();
  };
  const gate = answerGate({ ...chroma, onOpen: () => onSearch(null) });
  const storeOf = async (agent: string) => {
    const { chromaStore } = await import('../../adapters/knowledge/chroma/chroma-store.ts');
    const path = join(dataDir, `${agent}.words.db`);
    return await chromaStore({
      url,
      collection: `trestle-${agent}`,
      path,
      embedder,
      onSearch,
      gate,
      answerMs: chroma?.answerMs,
    });
  };
  return {
    describe,
    storeOf,
    degraded: () => out || url() === undefined,
    close: async () => {
      gate.stop();
      await close();
    },
  };
}

function onSqlite({ dataDir, embedder }: OpenKnowledge, describe: string): OpenedKnowledge {
  return {
    describe,
    storeOf: (agent) => sqliteStore({ path: join(dataDir, `${agent}.knowledge.db`), embedder }),
    degraded: () => false,
    close: async () => {},
  };
}
