import type { Json } from '../values/json.ts';

/** Records by collection and id: a world to start from. */
export type World = { readonly [collection: string]: { readonly [id: string]: Json } };

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
  /** The records whose text at each dotted path equals the value, without regard to case, in order of id. */
  find(
    collection: string,
    where: { readonly [path: string]: string },
  ): Promise<readonly { readonly id: string; readonly record: Json }[]>;
  /** All records of a collection, in order of id. */
  list(collection: string): Promise<readonly { readonly id: string; readonly record: Json }[]>;
  /**
   * Commits a change and, in the same transaction, its result under `key`. A known key changes nothing
   * and answers the first result. A change that throws leaves nothing behind.
   */
  commit(key: string, change: (transaction: RecordsTransaction) => Json): Promise<Json>;
  /** The result committed under `key`, or undefined. */
  committed(key: string): Promise<Json | undefined>;
}
