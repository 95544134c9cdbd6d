import { stemOf } from '../../claims/stem.ts';
import type { AmountEntry } from '../amount-entries.ts';
import { amountsFrom } from '../amounts-from.ts';

/** Of more things, sums reach any figure by chance. */
const MOST_NAMED = 6;

const ADDS = /\b(?:together|total|in all|altogether|sum|come to|comes to|add up|makes?|both|for the)\b/;
const COMPARES = /\b(?:more|less|cheaper|dearer|difference|save|saves|saving|extra|apart|higher|lower)\b/;

/** Sums of what a plain sentence names, or differences, if it adds up or compares. */
export function sumsIn(plain: string, entries: readonly AmountEntry[]): ReadonlySet<string> {
  const compares = COMPARES.test(plain);
  if (!compares && !ADDS.test(plain)) return new Set();
  return new Set([...namedSums(plain, entries), ...(compares ? alikeDifferences(entries) : [])]);
}

/** Sums and differences of what the things cost that a plain sentence names, as plain numbers. */
function namedSums(plain: string, entries: readonly AmountEntry[]): ReadonlySet<string> {
  const stems = new Set((plain.match(/\p{L}+/gu) ?? []).map(stemOf));
  const costs = new Map<string, Set<string>>();
  for (const { name, kind, offered, amount } of entries) {
    if (name === null || kind !== 'price' || offered || !stems.has(headOf(name))) continue;
    costs.set(name, new Set([...(costs.get(name) ?? []), amount]));
  }
  const single = [...costs.values()].filter(({ size }) => size === 1).flatMap((amounts) => [...amounts]);
  return single.length < 2 || single.length > MOST_NAMED ? new Set() : amountsFrom(single);
}

const headOf = (name: string) =>
  stemOf(
    name
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.at(-1) ?? '',
  );

const MOST_ALIKE = 12;

/** Differences of prices under the same keys: of one cabin on two flights. */
function alikeDifferences(entries: readonly AmountEntry[]): ReadonlySet<string> {
  const alike = new Map<string, number[]>();
  for (const { keys, kind, amount } of entries) {
    const key = keys.join(' ');
    const same = alike.get(key) ?? [];
    if (kind === 'price' && key !== '' && same.length < MOST_ALIKE) alike.set(key, [...same, cents(amount)]);
  }
  const found = [...alike.values()].flatMap((same) =>
    same.flatMap((one) => same.filter((other) => other < one).map((other) => String((one - other) / 100))),
  );
  return new Set(found);
}

const cents = (amount: string) => Math.round(Number(amount) * 100);
