import type { AmountEntry } from '../amount-entries.ts';

/** One of several is said to cost least or most. */
const LEAST = /\bthe (?:very )?(?:cheapest|least expensive|cheaper|less expensive)\b(?! than)/;
const MOST = /\bthe (?:very )?(?:most expensive|dearest|priciest|dearer|pricier|more expensive)\b(?! than)/;
const OPEN = /\b(?:if|not|would|could|want|prefer|looking|next|second|available|option)\b|\?$/;

/**
 * The reason why a plain sentence names the wrong one as the cheapest or the most expensive; null if it does not, or if
 * it cannot be told.
 *
 * It must be so among the amounts that stand in the sentence, or among prices of one kind: of a thing's variants, of the
 * things of the records, of a cabin.
 */
export function comparisonFault(
  plain: string,
  shown: readonly string[],
  entries: () => readonly AmountEntry[],
): string | null {
  if (OPEN.test(plain)) return null;
  for (const [pattern, sign] of [
    [LEAST, 1],
    [MOST, -1],
  ] as const) {
    const at = plain.search(pattern);
    if (at < 0) continue;
    const prices = entries().filter(({ kind }) => kind === 'price');
    const meant = meantPrice(plain, at, shown, prices);
    if (meant === null) continue;
    const groups = [shown, ...groupsOf(prices), ...narrowedTo(plain, meant, prices)].filter(
      (group) => group.includes(meant) && new Set(group).size > 1,
    );
    const isFirst = (group: readonly string[]) =>
      group.every((other) => sign * Number(meant) <= sign * Number(other));
    if (groups.length > 0 && !groups.some(isFirst))
      return `${meant} is not the ${sign > 0 ? 'least' : 'most'}`;
  }
  return null;
}

/** The amount behind the comparison, or the price of the one thing that is named before it. */
function meantPrice(
  plain: string,
  at: number,
  shown: readonly string[],
  prices: readonly AmountEntry[],
): string | null {
  const behind = /[$€£] ?(\d[\d,]*(?:\.\d+)?)/.exec(plain.slice(at))?.[1]?.replace(/,/g, '');
  const form = behind === undefined ? undefined : shown.find((each) => Number(each) === Number(behind));
  if (form !== undefined) return form;
  const subject = ` ${plain.slice(0, at)} `;
  const named = prices.filter(({ name }) => name !== null && subject.includes(` ${lastWord(name)} `));
  const amounts = new Set(named.map(({ amount }) => amount));
  return amounts.size === 1 ? ([...amounts][0] ?? null) : null;
}

const lastWord = (name: string) => name.toLowerCase().split(' ').at(-1) ?? '';

function groupsOf(prices: readonly AmountEntry[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  const add = (key: string, { amount }: AmountEntry) => groups.set(key, [...(groups.get(key) ?? []), amount]);
  for (const price of prices.slice(0, MOST_PRICES)) {
    if (price.name !== null) add(`of ${price.name}`, price);
    if (price.name !== null && !price.offered) add('all', price);
    if (price.keys.length > 0) add(`by ${price.keys.join(' ')}`, price);
  }
  return [...groups.values()];
}

/** The prices of what has all the words that the owner of a price shares with the sentence: of the green ones. */
function narrowedTo(
  plain: string,
  meant: string,
  prices: readonly AmountEntry[],
): readonly (readonly string[])[] {
  const said = new Set(plain.match(/[\p{L}\p{N}]+/gu));
  return prices
    .filter(({ amount }) => amount === meant)
    .map((owner) => {
      const shared = [...owner.words].filter((word) => said.has(word));
      return prices
        .filter(({ words }) => shared.every((word) => words.has(word)))
        .map(({ amount }) => amount);
    });
}

const MOST_PRICES = 200;
