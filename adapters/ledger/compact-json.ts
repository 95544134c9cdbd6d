import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

/** Stands for the id that most ids of a row begin with. Other texts that begin with a tilde get a second one. */
const OWN = '~.';

/** Begins a table: a list of objects with the same keys, which are written once. */
const TABLE = '~#';

/**
 * JSON as a row keeps it: without repeating the row's own id, nor the keys of a list's objects.
 *
 * It begins with a space. JSON that does not was written in full by an earlier release.
 */
export function compactJson(value: unknown, id: string): string {
  return ` ${JSON.stringify(compact(value, id))}`;
}

/** The value of a column that `compactJson` wrote, or an earlier release. */
export function expandJson<T>(text: string, id: string): T {
  const value = JSON.parse(text) as Json;
  return (text.startsWith(' ') ? expand(value, id) : value) as T;
}

function compact(value: unknown, id: string): unknown {
  if (typeof value === 'string') return compactText(value, id);
  if (Array.isArray(value)) {
    const keys = sharedKeys(value);
    if (keys === null) return value.map((item) => compact(item, id));
    return [TABLE, keys, ...value.map((item) => keys.map((key) => compact(own(item, key), id)))];
  }
  return isJsonObject(value) ? mapValues(value, (item) => compact(item, id)) : value;
}

function compactText(text: string, id: string): string {
  if (text.startsWith(id)) return `${OWN}${text.slice(id.length)}`;
  return text.startsWith('~') ? `~${text}` : text;
}

/** The keys of all objects of a list, if they are the same in the same order. */
function sharedKeys(list: readonly unknown[]): readonly string[] | null {
  const [first, ...others] = list.map(keysOf);
  if (!first || others.length === 0) return null;
  const equals = (keys: readonly string[] | null) =>
    keys?.length === first.length && keys.every((key, index) => key === first[index]);
  return others.every(equals) ? first : null;
}

function keysOf(value: unknown): readonly string[] | null {
  if (!isJsonObject(value)) return null;
  const keys = Object.keys(value).filter((key) => own(value, key) !== undefined);
  return keys.length > 0 ? keys : null;
}

function expand(value: Json, id: string): Json {
  if (typeof value === 'string') return expandText(value, id);
  if (Array.isArray(value)) {
    if (value[0] !== TABLE) return value.map((item) => expand(item, id));
    const [, keys, ...rows] = value as unknown as Table;
    const cells = (row: readonly Json[]) =>
      row.map((cell, index) => [keys[index], expand(cell, id)] as const);
    return rows.map((row) => Object.fromEntries(cells(row)) as Json);
  }
  return isJsonObject(value) ? (mapValues(value, (item) => expand(item, id)) as Json) : value;
}

function expandText(text: string, id: string): string {
  if (text.startsWith(OWN)) return `${id}${text.slice(OWN.length)}`;
  return text.startsWith('~') ? text.slice(1) : text;
}

type Table = readonly [typeof TABLE, readonly string[], ...(readonly Json[])[]];

const mapValues = <T>(value: { readonly [key: string]: Json }, change: (item: Json) => T) =>
  Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
