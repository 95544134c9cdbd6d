import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

/** The text at a dotted path of a record, folded for comparison; undefined if there is no text. */
export function foldedText(record: Json, path: string): string | undefined {
  let value: Json | undefined = record;
  for (const key of path.split('.')) value = isJsonObject(value) ? own(value, key) : undefined;
  return typeof value === 'string' ? value.toLowerCase() : undefined;
}

/** True if a record has each of these texts. Ignores case. */
export function matches(record: Json, where: { readonly [path: string]: string }): boolean {
  return Object.entries(where).every(([path, text]) => foldedText(record, path) === text.toLowerCase());
}

/** Compares records by id, the order of every adapter. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
