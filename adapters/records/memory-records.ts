import type { Records, World } from '../../core/ports/records.ts';
import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { byId, foldedText, matches } from './field.ts';

type Changes = Map<string, Map<string, Json>>;
type Index = ReadonlyMap<string, readonly string[]>;

/** Ids by collection, path and folded text. All forks of one world share them, because the world never changes. */
const indexes = new WeakMap<World, Map<string, Index>>();

/**
 * Records over a parsed world, copied on write. The world itself never changes, so that forks can share it.
 * `overrides` replaces records in this fork.
 */
export function memoryRecords(data: World, overrides: World = {}): Records {
  const changed: Changes = new Map(
    Object.entries(overrides).map(([name, records]) => [name, new Map(Object.entries(records))]),
  );
  const results = new Map<string, Json>();
  const base = (collection: string) => own(data, collection) ?? {};
  const get = (collection: string, id: string) =>
    changed.get(collection)?.get(id) ?? own(base(collection), id);

  const idsOf = (collection: string, where: { readonly [path: string]: string }): Iterable<string> => {
    const first = Object.entries(where)[0];
    if (!first) return Object.keys(base(collection));
    return indexOf(data, collection, first[0]).get(first[1].toLowerCase()) ?? [];
  };

  const find = (collection: string, where: { readonly [path: string]: string }) => {
    const ids = new Set([...idsOf(collection, where), ...(changed.get(collection)?.keys() ?? [])]);
    return [...ids]
      .flatMap((id) => {
        const record = get(collection, id);
        return record !== undefined && matches(record, where) ? [{ id, record }] : [];
      })
      .sort(byId);
  };

  return {
    get: async (collection, id) => get(collection, id),
    find: async (collection, where) => find(collection, where),
    list: async (collection) => find(collection, {}),
    committed: async (key) => results.get(key),
    commit: async (key, change) => {
      const known = results.get(key);
      if (known !== undefined) return known;
      const pending: Changes = new Map();
      const result = structuredClone(
        change({
          get: (collection, id) => pending.get(collection)?.get(id) ?? get(collection, id),
          put: (collection, id, record) => put(pending, collection, id, structuredClone(record)),
        }),
      );
      for (const [collection, records] of pending)
        for (const [id, record] of records) put(changed, collection, id, record);
      results.set(key, result);
      return result;
    },
  };
}

function put(changes: Changes, collection: string, id: string, record: Json): void {
  const records = changes.get(collection) ?? new Map<string, Json>();
  changes.set(collection, records.set(id, record));
}

function indexOf(world: World, collection: string, path: string): Index {
  const known = indexes.get(world) ?? new Map<string, Index>();
  indexes.set(world, known);
  const name = `${collection}\n${path}`;
  const index = known.get(name) ?? buildIndex(own(world, collection) ?? {}, path);
  known.set(name, index);
  return index;
}

function buildIndex(records: { readonly [id: string]: Json }, path: string): Index {
  const index = new Map<string, string[]>();
  for (const [id, record] of Object.entries(records)) {
    const text = foldedText(record, path);
    if (text === undefined) continue;
    const ids = index.get(text);
    if (ids) ids.push(id);
    else index.set(text, [id]);
  }
  return index;
}
