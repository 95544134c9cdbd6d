import type { Leaf } from './element-leaves.ts';
import type { Places } from './mention.ts';
import type { OptionIndex } from './option-index.ts';

/** "The cheapest", "the newest": the option at one end of an order. */
export interface Extreme {
  readonly by: 'money' | 'date';
  readonly most: boolean;
  /** A comparison, which chooses one of two only: "the cheaper". */
  readonly ofTwo?: boolean;
}

const EXTREMES: ReadonlyMap<string, Extreme> = new Map(
  [
    ['cheapest lowest-priced', 'money', false],
    ['priciest dearest costliest', 'money', true],
    ['newest latest', 'date', true],
    ['oldest earliest', 'date', false],
  ].flatMap(([words, by, most]) =>
    String(words)
      .split(' ')
      .map((word): [string, Extreme] => [word, { by: by as Extreme['by'], most: most === true }]),
  ),
);

const MONEY = /\$\s?(\d[\d,]*(?:\.\d+)?)/g;
const MONEY_KEY = /^(?:price|cost|total|amount|balance)$/;
const DATE = /^\d{4}-\d{2}-\d{2}/;
const MADE_KEY = /creat|order|placed|book|purchas/;

const MOST: ReadonlyMap<string, Extreme> = new Map([
  ['most expensive', { by: 'money', most: true }],
  ['least expensive', { by: 'money', most: false }],
  ['most recent', { by: 'date', most: true }],
]);

const COMPARED: ReadonlyMap<string, Extreme> = new Map([
  ['the cheaper', { by: 'money', most: false, ofTwo: true }],
  ['the pricier', { by: 'money', most: true, ofTwo: true }],
  ['the dearer', { by: 'money', most: true, ofTwo: true }],
  ['the newer', { by: 'date', most: true, ofTwo: true }],
  ['the older', { by: 'date', most: false, ofTwo: true }],
  ['more expensive', { by: 'money', most: true, ofTwo: true }],
  ['less expensive', { by: 'money', most: false, ofTwo: true }],
]);

/** "The cheaper", "the more expensive": the end of two at which the word before this one, or this one, begins. */
export function comparedAt(words: readonly { readonly raw: string }[], at: number): Extreme | null {
  const [before, raw, next] = [words[at - 1]?.raw, words[at]?.raw, words[at + 1]?.raw];
  return before === 'the' ? (COMPARED.get(`the ${raw}`) ?? COMPARED.get(`${raw} ${next}`) ?? null) : null;
}

/** The extreme that a word, or a word with the next one, names. */
export const extremeAt = (raw: string, next: string): Extreme | null =>
  EXTREMES.get(raw) ?? MOST.get(`${raw} ${next}`) ?? null;

/** True if a message names an end of an order: "the newest". */
export function namesEnd(text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}-]+/u);
  return words.some((word, at) => extremeAt(word, words[at + 1] ?? '') !== null);
}

/** The options at that end among these; all of these if not every one has a comparable value. */
export function placesAtEnd(index: OptionIndex, among: Places, { by, most, ofTwo }: Extreme): Places {
  if (ofTwo && among.size !== 2) return among;
  const values = by === 'money' ? amounts(index) : dates(index);
  const compared = [...among].map((place) => [place, values[place]] as const);
  if (compared.some(([, value]) => value === undefined)) return among;
  const numbers = compared.map(([, value]) => value ?? 0);
  const end = most ? Math.max(...numbers) : Math.min(...numbers);
  return new Set(compared.filter(([, value]) => value === end).map(([place]) => place));
}

function amounts({ options, leaves }: OptionIndex): readonly (number | undefined)[] {
  return options.map(({ label }, at) => {
    const shown = [...label.matchAll(MONEY)];
    if (shown.length > 0) return shown.length === 1 ? Number(shown[0]?.[1]?.replaceAll(',', '')) : undefined;
    const kept = (leaves[at] ?? []).filter(({ path, key }) => MONEY_KEY.test(key) && path === `/${key}`);
    return kept.length === 1 ? Number(kept[0]?.value) : undefined;
  });
}

/** Dates of one kind that every option has: of when it was made before any other. */
function dates({ leaves }: OptionIndex): readonly (number | undefined)[] {
  const dated = leaves.map((of) => of.filter(({ value }) => DATE.test(String(value))));
  const path = (dated[0] ?? [])
    .toSorted((one, other) => Number(MADE_KEY.test(other.key)) - Number(MADE_KEY.test(one.key)))
    .find((leaf) => dated.every((of) => dateAt(of, leaf.path) !== undefined))?.path;
  return dated.map((of) => (path === undefined ? undefined : dateAt(of, path)));
}

function dateAt(leaves: readonly Leaf[], path: string): number | undefined {
  const time = Date.parse(String(leaves.find((leaf) => leaf.path === path)?.value));
  return Number.isNaN(time) ? undefined : time;
}
