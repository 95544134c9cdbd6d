import { isJsonObject, type Json } from '../../core/values/json.ts';
import { clauseWords } from '../claims/clause-words.ts';
import { stemOf } from '../claims/stem.ts';
import { namedThings } from '../grounds/deed-objects.ts';

/** The values by which known records are named, by the argument that takes them: `order_id` of `#W1000001`. */
export type RecordKeys = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A code has a letter and a digit, or a `#`. Names and places are none. */
const CODE = /^(?:#\w{3,32}|(?=\w*\d)(?=\w*[a-z])\w{5,40})$/i;

/** Reads the values that arguments of tools may have from what was read. */
export function recordKeys(records: readonly Json[], inputs: ReadonlySet<string>): RecordKeys {
  const found = new Map<string, Map<string, string>>();
  for (const record of objectsOf(records))
    for (const [key, value] of keysOf(record, inputs)) {
      const values = found.get(key) ?? new Map<string, string>();
      found.set(key, values.set(asCode(value), value));
    }
  return found;
}

/** The codes of the records that hold a thing, by the stem of its name: `lamp` in `w1000001`. */
export function codesOfThings(
  records: readonly Json[],
  inputs: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const record of objectsOf(records))
    for (const [, value] of ownKey(record, inputs))
      for (const { head } of namedThings([record]))
        found.set(head, (found.get(head) ?? new Set<string>()).add(asCode(value)));
  return found;
}

/** The stems of the states of records, by their codes: of their short texts of one or a few words. */
export function statesOf(
  records: readonly Json[],
  inputs: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const record of objectsOf(records))
    for (const [, code] of ownKey(record, inputs)) {
      const words = Object.values(record).flatMap((value) =>
        typeof value === 'string' && /^[\p{L}_ ()-]{3,40}$/u.test(value)
          ? value.toLowerCase().split(/[^\p{L}]+/u)
          : [],
      );
      const stems = found.get(asCode(code)) ?? new Set<string>();
      for (const word of words) if (word !== '') stems.add(stemOf(word));
      found.set(asCode(code), stems);
    }
  return found;
}

/** The codes of known records that a plain text names; undefined if none. */
export function namedCodes(plain: string, keys: RecordKeys): readonly string[] | undefined {
  const isKnown = (code: string) => [...keys.values()].some((values) => values.has(code));
  const codes = [...new Set(clauseWords(plain).map(asCode))].filter(isKnown);
  return codes.length > 0 ? codes : undefined;
}

/** A code as it is compared: `#W1000001`, `W1000001` and `#w1000001` are one. */
const asCode = (text: string): string => text.toLowerCase().replace(/^#/, '');

const objectsOf = (records: readonly Json[]) =>
  records.flatMap((each) => (Array.isArray(each) ? each : [each])).filter(isJsonObject);

const keysOf = (record: { readonly [key: string]: Json }, inputs: ReadonlySet<string>) =>
  Object.entries(record).flatMap(([key, value]) =>
    inputs.has(key) && typeof value === 'string' && CODE.test(value) ? [[key, value] as const] : [],
  );

/** The first key of a record is its own; others are of what it belongs to. */
const ownKey = (record: { readonly [key: string]: Json }, inputs: ReadonlySet<string>) =>
  keysOf(record, inputs).slice(0, 1);
