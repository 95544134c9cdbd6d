import type { Passage, RankedPassage } from '../context.ts';

/** A passage with the hash of what was embedded, so that ingest touches only what changed. */
export interface StoredPassage extends Passage {
  readonly content_hash: string;
}

/**
 * An agent's passages, searchable by meaning and words.
 *
 * Adapters live in `adapters/knowledge/` and pass `test/contracts/knowledge-store.contract.ts`.
 * Every method rejects with `KNOWLEDGE_UNAVAILABLE` when the store cannot be reached.
 */
export interface KnowledgeStore {
  /** Content hash by passage id, of everything stored. */
  stored(): Promise<ReadonlyMap<string, string>>;
  upsert(passages: readonly StoredPassage[]): Promise<void>;
  remove(passageIds: readonly string[]): Promise<void>;
  /** At most `top` passages, best first. */
  search(query: {
    readonly text: string;
    readonly top: number;
    readonly signal?: AbortSignal;
  }): Promise<readonly RankedPassage[]>;
  close(): Promise<void>;
}
