import type { z } from 'zod';
import type { Records, RecordsTransaction } from '../core/ports/records.ts';
import type { Json } from '../core/values/json.ts';
import { faultsText } from '../core/values/schema-faults.ts';

/** Anything that has records, such as a tool's call. */
export interface HasRecords {
  readonly records: Records;
}

/** A record and the id that it is stored under. */
export interface Stored<T> {
  readonly id: string;
  readonly record: T;
}

/** The records of one collection inside a change. All changes are committed, or none. */
export interface CollectionChange<T> {
  get(id: string): T | undefined;
  put(id: string, record: T): void;
}

/** One collection of the demo records, typed by its schema. A record that does not fit is an error with its place. */
export interface Collection<Schema extends z.ZodType> {
  readonly name: string;
  readonly schema: Schema;
  get(place: HasRecords, id: string): Promise<z.output<Schema> | undefined>;
  /** The records whose text at each dotted path equals the value, without regard to case, in order of id. */
  find(
    place: HasRecords,
    where: { readonly [path: string]: string },
  ): Promise<readonly Stored<z.output<Schema>>[]>;
  list(place: HasRecords): Promise<readonly Stored<z.output<Schema>>[]>;
  /** The collection inside `call.commit((change) => …)`. */
  in(change: RecordsTransaction): CollectionChange<z.output<Schema>>;
}

/**
 * Names a collection of the demo records and the shape of what is in it.
 *
 * Tools of a real shop call that shop's own services instead.
 */
export function records<Schema extends z.ZodType>(name: string, schema: Schema): Collection<Schema> {
  const read = (id: string, record: Json | undefined): z.output<Schema> | undefined => {
    if (record === undefined) return undefined;
    const parsed = schema.safeParse(record);
    if (parsed.success) return parsed.data;
    throw new Error(
      `the record \`${id}\` of \`${name}\` is malformed: ${faultsText(parsed.error.issues, record)}`,
    );
  };
  const readAll = (found: readonly { readonly id: string; readonly record: Json }[]) =>
    found.map(({ id, record }) => ({ id, record: read(id, record) as z.output<Schema> }));
  return {
    name,
    schema,
    get: async (place, id) => read(id, await place.records.get(name, id)),
    find: async (place, where) => readAll(await place.records.find(name, where)),
    list: async (place) => readAll(await place.records.list(name)),
    in: (change) => ({
      get: (id) => read(id, change.get(name, id)),
      put: (id, record) => change.put(name, id, schema.parse(record) as Json),
    }),
  };
}
