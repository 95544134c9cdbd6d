import { isJsonObject, type Json, type JsonObject } from '../../../core/values/json.ts';
import { own } from '../../../core/values/own.ts';

/**
 * A result as a model gets it: a key a line, lists of records as rows under one header, without empty values. Keys are
 * as in the record, and the ledger has the whole of it.
 */
export function compactResult(result: Json): string {
  const value = asList(result);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return listed(value);
  if (!isJsonObject(value)) return String(value);
  const parts = Object.entries(value).filter(saysMore);
  return parts.map(([key, part]) => `${inText(key)}:${under(part)}`).join('\n');
}

/** Nothing to say is not said. `false` and `0` are values. */
const saysMore = ([, value]: readonly [string, Json]): boolean =>
  value !== null && value !== '' && (typeof value !== 'object' || Object.keys(value).length > 0);

function under(part: Json): string {
  const value = asList(part);
  if (Array.isArray(value) && (isTable(value) || isGrouped(value))) return `\n${listed(value)}`;
  return isJsonObject(value) ? ` ${fields(value)}` : ` ${inline(value)}`;
}

/** Records that stand under their own ids are a list of them. */
function asList(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value);
  const byId = entries.every(([key, item]) => isJsonObject(item) && Object.values(item).includes(key));
  return entries.length > 0 && byId ? entries.map(([, item]) => item) : value;
}

/** Between the name of a record and that of a field of it. */
const SEPARATOR = '>';

const isTable = (list: readonly Json[]): list is readonly JsonObject[] =>
  list.length > 1 && list.every(isJsonObject);

/** Lists of records in a list, as the ways to get somewhere. */
const isGrouped = (list: readonly Json[]): list is readonly (readonly JsonObject[])[] =>
  list.length > 0 &&
  list.every((group) => Array.isArray(group) && group.length > 0 && group.every(isJsonObject));

function listed(list: readonly Json[]): string {
  if (isTable(list)) return table([list]);
  return isGrouped(list) ? table(list) : list.map(inline).join('\n');
}

/**
 * Rows under one header, groups of them apart. What is the same in all rows is said once; a record in each row that has
 * the same keys everywhere has columns of its own.
 */
function table(groups: readonly (readonly JsonObject[])[]): string {
  const shared = sharedRecords(groups.flat());
  const rows = groups.map((group) => group.map((record) => cellsOf(flatRecord(record, shared))));
  const columns = [...new Set(rows.flat(2).map(([column]) => column))];
  const cells = rows.map((group) => group.map((row) => new Map(row)));
  const [first = new Map<string, string>(), ...others] = cells.flat();
  const isSame = (column: string) => others.every((row) => row.get(column) === first.get(column));
  const alike = others.length > 1 ? columns.filter(isSame) : [];
  const same = alike.length < columns.length ? alike : [];
  const differing = columns.filter((column) => !same.includes(column));
  const line = (row: ReadonlyMap<string, string>) =>
    differing.map((column) => row.get(column) ?? '').join('|');
  const each = same.map((column) => `${nameOf(column, columns)}: ${first.get(column)}`);
  return [
    ...(each.length === 0 ? [] : [`each: ${each.join(', ')}`]),
    differing.map((column) => nameOf(column, columns)).join('|'),
    cells.map((group) => group.map(line).join('\n')).join('\n\n'),
  ].join('\n');
}

const cellsOf = (record: JsonObject): readonly (readonly [string, string])[] =>
  Object.entries(record)
    .filter(saysMore)
    .map(([column, value]) => [column, cell(value)]);

/** The name of a column: that of its record only where another one has the same. */
function nameOf(column: string, columns: readonly string[]): string {
  const inner = innerName(column);
  return inText(columns.filter((other) => innerName(other) === inner).length > 1 ? column : inner);
}

const innerName = (column: string): string => column.slice(column.indexOf(SEPARATOR) + 1);

/** The keys under which every record has a record with the same keys. */
function sharedRecords(records: readonly JsonObject[]): ReadonlySet<string> {
  const [first = {}] = records;
  const keysOf = (value: Json | undefined) => (isJsonObject(value) ? Object.keys(value).sort().join() : null);
  return new Set(
    Object.keys(first).filter((key) => {
      const keys = keysOf(own(first, key));
      return keys !== null && keys !== '' && records.every((record) => keysOf(own(record, key)) === keys);
    }),
  );
}

function flatRecord(record: JsonObject, shared: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]): readonly (readonly [string, Json])[] =>
      shared.has(key) && isJsonObject(value)
        ? Object.entries(value).map(([inner, item]) => [`${key}${SEPARATOR}${inner}`, item])
        : [[key, value]],
    ),
  );
}

function cell(value: Json): string {
  const listed = asList(value);
  return isJsonObject(listed) ? fields(listed) : inline(listed);
}

const fields = (record: JsonObject): string =>
  Object.entries(record)
    .filter(saysMore)
    .map(([key, value]) => `${inText(key)}: ${inline(value)}`)
    .join(', ');

function inline(part: Json): string {
  const value = asList(part);
  if (Array.isArray(value)) return value.every(isPlain) ? value.map(inline).join(', ') : bracketed(value);
  if (isJsonObject(value)) return `{${fields(value)}}`;
  return typeof value === 'string' ? inText(value) : inNumber(value);
}

const isPlain = (value: Json): boolean => value === null || typeof value !== 'object';
const bracketed = (list: readonly Json[]): string => `[${list.map(inline).join('; ')}]`;

/** A sum of cents in binary has digits that nobody means. */
const inNumber = (value: Json): string =>
  typeof value === 'number' ? String(Number(value.toPrecision(12))) : String(value);

/** A text that could end its cell, or be read as another value, stands in quotes. */
const inText = (text: string): string =>
  PLAIN.test(text) && text.trim() === text ? text : JSON.stringify(text);
const PLAIN = /^(?:[^,|;:{}[\]"\n\r\u2028\u2029]|:(?=\d))+$/;
