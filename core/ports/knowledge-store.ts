import type { RankedPassage, WrittenPassage } from '../context.ts';

/** A passage with the hash of its content, so that ingest writes only changes. */
export interface StoredPassage extends WrittenPassage {
  readonly content_hash: string;
}

/** One message of a conversation. */
export interface Said {
  readonly by: 'customer' | 'agent';
  readonly text: string;
}

/** A question with its context. */
export interface KnowledgeQuery {
  /** The customer's message. */
  readonly text: string;
  /** Earlier messages, oldest first. They complete a short question and give its subject. */
  readonly conversation?: readonly Said[];
  /** Known values of records and slots. Passages about them rank higher. */
  readonly entities?: readonly string[];
  /** Limits the search to passages with one of these topics. */
  readonly topics?: readonly string[] | undefined;
  readonly top: number;
  readonly signal?: AbortSignal;
}

/**
 * An agent's passages, searchable by meaning and words.
 *
 * Adapters live in `adapters/knowledge/` and pass `test/contracts/knowledge-store.contract.ts`.
 * Every method rejects with `KNOWLEDGE_UNAVAILABLE` if the store cannot be reached.
 */
export interface KnowledgeStore {
  /** Content hashes of all stored passages, by passage id. */
  stored(): Promise<ReadonlyMap<string, string>>;
  upsert(passages: readonly StoredPassage[]): Promise<void>;
  remove(passageIds: readonly string[]): Promise<void>;
  /** At most `top` passages, best first, without near duplicates. */
  search(query: KnowledgeQuery): Promise<readonly RankedPassage[]>;
  close(): Promise<void>;
}
