import type { Json } from '../values/json.ts';

/** Records by collection and id. */
export type World = { readonly [collection: string]: { readonly [id: string]: Json } };

/** Reads and writes of one transaction. They are synchronous, so that nothing can run in between. */
export interface RecordsTransaction {
  get(collection: string, id: string): Json | undefined;
  put(collection: string, id: string, record: Json): void;
}

/**
 * The records behind an agent's demo tools: a small document store.
 *
 * Tools in production call their own services instead. Adapters live in `adapters/records/`
 * and pass `test/contracts/records.contract.ts`.
 */
export interface Records {
  get(collection: string, id: string): Promise<Json | undefined>;
  /** The records whose text at each dotted path equals the value, ignoring case. In order of id. */
  find(
    collection: string,
    where: { readonly [path: string]: string },
  ): Promise<readonly { readonly id: string; readonly record: Json }[]>;
  /** All records of a collection, in order of id. */
  list(collection: string): Promise<readonly { readonly id: string; readonly record: Json }[]>;
  /**
   * Commits a change and, in the same transaction, its result under `key`. For a known key it changes nothing and
   * returns the first result. If the change throws, nothing is written.
   */
  commit(key: string, change: (transaction: RecordsTransaction) => Json): Promise<Json>;
  /** The result committed under `key`; undefined if there is none. */
  committed(key: string): Promise<Json | undefined>;
}
