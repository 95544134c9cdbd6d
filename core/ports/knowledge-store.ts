import type { Passage, RankedPassage } from '../context.ts';

/** A passage with the hash of what was embedded, so that ingest touches only what changed. */
export interface StoredPassage extends Passage {
  readonly content_hash: string;
}

/** Something said in a conversation. */
export interface Said {
  readonly by: 'customer' | 'agent';
  readonly text: string;
}

/** What is looked for, and what is known around it. */
export interface KnowledgeQuery {
  /** The customer's message. */
  readonly text: string;
  /** What was said before it, oldest first: it completes a short message and says what it is about. */
  readonly conversation?: readonly Said[];
  /** Values known to the turn, of records and slots: passages about those among them come first. */
  readonly entities?: readonly string[];
  /** Only passages that have one of these topics; without, all. */
  readonly topics?: readonly string[] | undefined;
  readonly top: number;
  readonly signal?: AbortSignal;
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
  /** At most `top` passages, best first, none nearly the same as one before it. */
  search(query: KnowledgeQuery): Promise<readonly RankedPassage[]>;
  close(): Promise<void>;
}
