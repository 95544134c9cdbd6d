import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { AmountEntry } from './amount-entries.ts';

/** The most elements of a list that are added up, and the most lists by whose length a sum is multiplied. */
const MOST_ELEMENTS = 50;
const MOST_COUNTS = 4;
/** A longer list is a choice, and no trip. */
const MOST_LEGS = 3;
const PRICES = /price|cost|fare/;

/**
 * Sums of one field over a list: of the prices of an order's items, or of one cabin over the flights of a trip; and each
 * of them for every passenger.
 */
export function totals(records: readonly Json[]): Totals {
  const found: Found = { sums: new Set(), trips: [] };
  for (const record of records) addTotals(record, found);
  return found;
}

export interface Totals {
  readonly sums: ReadonlySet<string>;
  /** Those of a part of each element, with the words of all: what a trip of several flights costs in a cabin. */
  readonly trips: readonly AmountEntry[];
}

interface Found {
  readonly sums: Set<string>;
  readonly trips: AmountEntry[];
}

function addTotals(value: Json, into: Found): void {
  if (value === null || typeof value !== 'object') return;
  const inside = Object.values(value);
  const lists = inside.filter(isList);
  const lengths = lists.map(({ length }) => length).filter((length) => length > 1 && length < 10);
  const counts = [1, ...new Set(lengths)].slice(0, MOST_COUNTS);
  for (const sum of (isList(value) ? [value] : lists).flatMap(sumsOf)) addMultiples(sum, counts, into);
  for (const each of inside) addTotals(each, into);
}

function addMultiples({ cents, trip }: Sum, counts: readonly number[], { sums, trips }: Found): void {
  if (trip !== null) trips.push(trip);
  for (const count of trip === null ? counts : [1]) sums.add(String((cents * count) / 100));
}

interface Sum {
  readonly cents: number;
  readonly trip: AmountEntry | null;
}

/** The sum of each field that is a number in all elements, in hundredths; of the fields of a part too: prices by cabin. */
function sumsOf(list: readonly Json[]): readonly Sum[] {
  const objects = list.filter(isObject);
  const [first] = objects;
  if (first === undefined || objects.length !== list.length || list.length > MOST_ELEMENTS) return [];
  return Object.keys(first).flatMap((key): readonly Sum[] => {
    const values = objects.map((each) => own(each, key) ?? null);
    const sum = sumOf(values);
    if (sum !== null) return [{ cents: sum, trip: null }];
    const parts = values.filter(isObject);
    if (parts.length !== values.length || list.length > MOST_LEGS || !PRICES.test(key)) return [];
    return Object.keys(parts[0] ?? {}).flatMap((inner) => {
      const cents = sumOf(parts.map((part) => own(part, inner) ?? null));
      return cents === null ? [] : [{ cents, trip: tripOf(cents, inner, objects) }];
    });
  });
}

function tripOf(cents: number, key: string, flights: readonly Json[]): AmountEntry {
  const words = new Set(flights.flatMap((flight) => wordsOf(textsIn(flight).join(' '))));
  return {
    amount: String(cents / 100),
    words,
    ways: new Set(),
    keys: wordsOf(key),
    name: null,
    kind: 'price',
    offered: true,
  };
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const textsIn = (value: Json): readonly string[] =>
  typeof value === 'string' ? [value] : isObject(value) ? Object.values(value).flatMap(textsIn) : [];

function sumOf(values: readonly Json[]): number | null {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length !== values.length) return null;
  return numbers.reduce((sum, each) => sum + Math.round(each * 100), 0);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const isObject = (value: Json): value is { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !isList(value);
