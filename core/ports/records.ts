import type { Json } from '../json.ts';

/** Reads and writes inside one transaction; synchronous, so that nothing can come between. */
export interface RecordsTransaction {
  get(collection: string, id: string): Json | undefined;
  put(collection: string, id: string, record: Json): void;
}

/**
 * The records behind an agent's demo tools: a small document store.
 *
 * Tools of a real shop call that shop's own services instead. Adapters live in `adapters/records/`
 * and pass `test/contracts/records.contract.ts`.
 */
export interface Records {
  get(collection: string, id: string): Promise<Json | undefined>;
  /** The records whose field at the dotted path equals the value (text: without regard to case), by id. */
  find(collection: string, where: { readonly [path: string]: string }): Promise<readonly { readonly id: string; readonly record: Json }[]>;
  list(collection: string): Promise<readonly { readonly id: string; readonly record: Json }[]>;
  /**
   * Commits a change and, in the same transaction, its result under `key`. A known key changes nothing
   * and answers the first result. A change that throws leaves nothing behind.
   */
  commit(key: string, change: (transaction: RecordsTransaction) => Json): Promise<Json>;
  /** The result committed under `key`, or undefined. */
  committed(key: string): Promise<Json | undefined>;
}
