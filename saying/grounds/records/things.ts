import type { Json } from '../../../core/values/json.ts';

/** An object of the records, and what it is in. */
export interface Thing {
  fields: Fields;
  /** The key of the list or the map that it stands in: "items". */
  readonly key: string;
  readonly parent: Thing | null;
  /** By which customers name it: an order's number. */
  readonly code: string | null;
  /** The sort of a thing with a code, by the key of it: "order" of `order_id`. */
  readonly sort: string | null;
}

export type Fields = { readonly [key: string]: Json };

const MOST_THINGS = 1000;
/** In capitals, or after a `#`. */
const CODE = /^(?:#\w{3,32}|(?=\w*[A-Z])[A-Z0-9]{5,12})$/;
/** A later version of a record has most of its fields; less than that is a mention of it. */
const SAME = 0.6;

/**
 * The things of these records, each record with a code in its latest version.
 *
 * Results come in their order: what an action returned replaces what was read before it, or a part of that.
 */
export function thingsOf(records: readonly Json[]): readonly Thing[] {
  const found: Thing[] = [];
  for (const record of records) collect(record, '', null, found);
  const latest = new Map<string, Thing>();
  const replaced = new Set<Thing>();
  for (const thing of found.filter(({ code, parent }) => code !== null && parent === null)) {
    // A flight has the same number on every day.
    const name = `${thing.code} ${String(thing.fields['date'])}`;
    const before = latest.get(name);
    const isWhole = before === undefined || isVersionOf(thing, before);
    if (isWhole) latest.set(name, thing);
    else before.fields = { ...before.fields, ...thing.fields };
    if (before !== undefined) replaced.add(isWhole ? before : thing);
  }
  return replaced.size === 0 ? found : found.filter((thing) => !isWithin(thing, replaced));
}

function isVersionOf({ fields }: Thing, before: Thing): boolean {
  const keys = Object.keys(before.fields);
  return keys.filter((key) => Object.hasOwn(fields, key)).length >= SAME * keys.length;
}

function isWithin(thing: Thing, replaced: ReadonlySet<Thing>): boolean {
  for (let at: Thing | null = thing; at !== null; at = at.parent) if (replaced.has(at)) return true;
  return false;
}

function collect(value: Json, key: string, parent: Thing | null, into: Thing[]): void {
  if (value === null || typeof value !== 'object' || into.length >= MOST_THINGS) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, key, parent, into);
    return;
  }
  const fields = value as Fields;
  const thing = { fields, key, parent, ...namedBy(fields) };
  into.push(thing);
  for (const [inner, each] of Object.entries(fields)) collect(each, isKey(inner) ? inner : key, thing, into);
}

/** Other keys are ids, under which a map has its things. */
const isKey = (key: string) => !/\d/.test(key);

function namedBy(fields: Fields): Pick<Thing, 'code' | 'sort'> {
  for (const [key, value] of Object.entries(fields)) {
    const sort = /^([a-z]+)_(?:id|number)$/.exec(key)?.[1];
    if (sort !== undefined && typeof value === 'string' && CODE.test(value)) return { code: value, sort };
  }
  return { code: null, sort: null };
}
