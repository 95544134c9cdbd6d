import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { plainNumber } from '../claims/telling-values.ts';

/** An amount of a record, with what stands with it. */
export interface AmountEntry {
  readonly amount: string;
  /** Of the texts of its thing, and of its name. */
  readonly words: ReadonlySet<string>;
  /** Of what it refers to: of the card that it was paid with. */
  readonly ways: ReadonlySet<string>;
  /** Of the keys of parts without texts: of a price by cabin. */
  readonly keys: readonly string[];
  /** The nearest name around it. */
  readonly name: string | null;
  readonly kind: AmountKind;
  /** It is of something to choose, which says if it is available. */
  readonly offered: boolean;
}

/** By the key of a number: what a thing costs, what a means of payment holds, what was paid. */
export type AmountKind = 'price' | 'balance' | 'payment' | 'other';

const MOST_ENTRIES = 2000;

/** The amounts of records with their words. */
export function amountEntries(records: readonly Json[]): readonly AmountEntry[] {
  const entries: AmountEntry[] = [];
  const around = {
    words: NO_WORDS,
    ways: NO_WORDS,
    name: null,
    keys: [],
    path: [],
    offered: false,
    inList: false,
  };
  collect(records, around, { entries, named: namedThings(records) });
  return entries.slice(0, MOST_ENTRIES);
}

const NO_WORDS: ReadonlySet<string> = new Set();

interface Around {
  readonly words: ReadonlySet<string>;
  readonly ways: ReadonlySet<string>;
  readonly name: string | null;
  readonly keys: readonly string[];
  /** The last two keys. */
  readonly path: readonly string[];
  readonly offered: boolean;
  /** The nearest object is an element of a list. */
  readonly inList: boolean;
}

interface Found {
  readonly entries: AmountEntry[];
  /** The words of what has an id. */
  readonly named: ReadonlyMap<string, readonly string[]>;
}

function collect(value: Json, around: Around, into: Found): void {
  if (typeof value === 'number') {
    const { words, ways, name, offered } = around;
    const keys = around.keys.flatMap(wordsOf);
    const amount = plainNumber(String(Math.abs(value)));
    into.entries.push({ amount, words, ways, keys, name, offered, kind: kindOf(around) });
    return;
  }
  if (value === null || typeof value !== 'object' || into.entries.length > MOST_ENTRIES) return;
  if (isList(value)) {
    for (const each of value) collect(each, { ...around, inList: true }, into);
    return;
  }
  const own = stringsIn(value);
  const ways = new Set(own.flatMap((text) => into.named.get(text) ?? []).flatMap(wordsOf));
  // One without texts of its own is a part: prices by cabin.
  const isPart = own.length === 0;
  const inside = { ...aroundIn(value, own, around), ways };
  for (const [key, each] of Object.entries(value)) {
    const path = [...around.path, key].slice(-2);
    const keys = isPart ? [...inside.keys, key].slice(-3) : inside.keys;
    collect(each, { ...inside, keys, path, inList: typeof each === 'number' && around.inList }, into);
  }
}

/** An amount among things by their ids is what they hold; one in a list is an event. */
function kindOf({ path, inList }: Around): AmountKind {
  const said = path.join(' ');
  if (/price|cost|fare/.test(said)) return 'price';
  const key = path.at(-1) ?? '';
  if (/balance/.test(key)) return 'balance';
  if (!/amount/.test(key)) return 'other';
  return inList ? 'payment' : 'balance';
}

/** The texts of the things with an id, by it: a payment names the card that it was made with. */
function namedThings(records: readonly Json[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const add = (value: Json): void => {
    if (value === null || typeof value !== 'object' || found.size > MOST_ENTRIES) return;
    const id = isList(value) ? undefined : own(value, 'id');
    if (typeof id === 'string' && !isList(value)) found.set(id, stringsIn(value));
    for (const each of Object.values(value)) add(each);
  };
  for (const record of records) add(record);
  return found;
}

/** The texts around the values of an object. */
function aroundIn(value: { readonly [key: string]: Json }, own: readonly string[], around: Around): Around {
  const name = typeof value['name'] === 'string' ? value['name'] : around.name;
  const offered = around.offered || Object.keys(value).some((key) => /^availab/.test(key));
  if (own.length === 0) return { ...around, name, offered };
  const words = [...(name === null ? [] : [name]), ...own].flatMap(wordsOf);
  return {
    ...around,
    words: new Set([...words, ...[...around.words].filter(isCode)]),
    name,
    keys: [],
    offered,
  };
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The strings of an object, those of plain objects in it too: options, a name in two parts. */
function stringsIn(value: { readonly [key: string]: Json }): readonly string[] {
  return Object.values(value).flatMap((each) => {
    if (typeof each === 'string') return [each];
    if (each === null || typeof each !== 'object' || Array.isArray(each)) return [];
    const inner = Object.values(each);
    return inner.every((one) => typeof one === 'string') ? (inner as readonly string[]) : [];
  });
}

/** Codes name a record with all that is in it: an order's number, a flight's. */
const isCode = (word: string) => word.length >= 5 && /\d/.test(word) && !/^\d+\p{L}+$/u.test(word);
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Differences of two amounts of one thing: of an item and its other variants. */
export function differences(entries: readonly AmountEntry[]): ReadonlySet<string> {
  const byName = new Map<string, Set<number>>();
  for (const { name, amount } of entries) {
    if (name === null) continue;
    const cents = byName.get(name) ?? new Set();
    if (cents.size < MOST_VARIANTS) cents.add(Math.round(Number(amount) * 100));
    byName.set(name, cents);
  }
  return new Set([...byName.values()].flatMap(differencesOf));
}

function differencesOf(cents: ReadonlySet<number>): readonly string[] {
  return [...cents].flatMap((one) =>
    [...cents].filter((other) => one > other).map((other) => String((one - other) / 100)),
  );
}

const MOST_VARIANTS = 40;

/**
 * True if the words beside an amount fit another thing of the records, and less well each one that has the amount.
 *
 * They fit it better if it has all the words that the owner shares with them, and one more.
 */
export function isMisplaced(
  amount: string,
  beside: string,
  entries: readonly AmountEntry[],
  onlyCodes: boolean,
): boolean {
  const said = new Set(wordsOf(beside));
  const owners = entries.filter((entry) => entry.amount === amount).map((entry) => shared(entry, said, true));
  if (owners.length === 0) return false;
  return entries.some((entry) => {
    if (entry.amount === amount) return false;
    const fits = shared(entry, said, false);
    return owners.every(
      (owner) =>
        owner.size < fits.size &&
        [...owner].every((word) => fits.has(word)) &&
        (!(onlyCodes || isWayToPay(entry)) || [...fits].some((word) => isCode(word) && !owner.has(word))),
    );
  });
}

/** Where money goes tells nothing of what it is for, unless a code does. */
const isWayToPay = ({ kind }: AmountEntry) => kind === 'payment' || kind === 'balance';

/** The words that the entry shares with those said; of another thing, keys count only beside a word of its texts. */
function shared(
  { words, keys }: AmountEntry,
  said: ReadonlySet<string>,
  isOwner: boolean,
): ReadonlySet<string> {
  const own = [...said].filter((word) => words.has(word));
  return new Set(own.length === 0 && !isOwner ? own : [...own, ...keys.filter((key) => said.has(key))]);
}
