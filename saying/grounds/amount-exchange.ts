import type { AmountMention, AmountRole } from '../claims/amount-mentions.ts';
import type { AmountFact } from './amount-facts.ts';

/** The weight of a kind of fact for an amount in this role; a kind that is not named has none. */
const ROLES: { readonly [role in AmountRole]?: { readonly [kind in AmountFact['kind']]?: number } } = {
  price: { price: 1, text: 1, payment: 0.5, total: 0.5, difference: -1, balance: -1, said: -1 },
  change: { difference: 1, payment: 1, price: -0.5, total: 0.5, other: 0.5, balance: -1, said: -1 },
  total: { total: 1, payment: 1, difference: 0.5, other: 0.5, price: -0.5, balance: -1, said: -0.5 },
  balance: { balance: 1, difference: 0.5, price: -1, payment: -0.5, said: -0.5 },
  paid: { payment: 1, total: 1, other: 0.5, price: -0.5, difference: -0.5, balance: -1 },
};

const ROLE = 2;
const AGE = 1.5;
const NEAR = 3;
const AROUND = 1;
/** By less than this, nothing is said to fit better. */
const MARGIN = 1;

/**
 * The two amounts of a reply that fit better in each other's place, if any: by the words beside them, and by what they
 * are said to be.
 */
export function exchangedAmounts(
  mentions: readonly AmountMention[],
  facts: ReadonlyMap<string, readonly AmountFact[]>,
): readonly [AmountMention, AmountMention] | null {
  const tables = [true, false].map((ways) => fitTable(mentions, facts, ways));
  const paid = (form: string) => (facts.get(form) ?? []).some(({ kind }) => WAYS.has(kind));
  const isExchanged = (one: number, other: number): boolean => {
    const [first, second] = [mentions[one], mentions[other]];
    if (!first || !second || first.form === second.form || isApart(first) || isApart(second)) return false;
    const table = tables[paid(first.form) === paid(second.form) ? 0 : 1] ?? [];
    const fitOf = (index: number, form: string) => table[index]?.get(form) ?? NO_FACT;
    const now = fitOf(one, first.form) + fitOf(other, second.form);
    return fitOf(one, second.form) + fitOf(other, first.form) > now + MARGIN;
  };
  for (const [one, first] of mentions.entries()) {
    const other = mentions.findIndex((_, index) => index > one && isExchanged(one, index));
    const second = mentions[other];
    if (second) return [first, second];
  }
  return null;
}

/** A limit is compared by its size, and a sum that is written out is added up. */
const isApart = ({ role }: AmountMention) => role === 'limit' || role === 'term';

/** Kinds of amounts whose words name a way to pay; they tell two of them apart, and not one from a price. */
const WAYS: ReadonlySet<AmountFact['kind']> = new Set(['payment', 'balance']);

/** The fit of each amount in each place; with the words of ways to pay, or without. */
function fitTable(
  mentions: readonly AmountMention[],
  facts: ReadonlyMap<string, readonly AmountFact[]>,
  ways: boolean,
): readonly ReadonlyMap<string, number>[] {
  const forms = [...new Set(mentions.map(({ form }) => form))];
  const rarity = rarityOf(facts, forms);
  const fitOf = (mention: AmountMention, fact: AmountFact) =>
    fitness(mention, fact, (word) => (ways || !WAYS.has(fact.kind) || /\d/.test(word) ? rarity(word) : 0));
  return mentions.map(
    (mention) =>
      new Map(
        forms.map((form) => [
          form,
          Math.max(NO_FACT, ...(facts.get(form) ?? []).map((fact) => fitOf(mention, fact))),
        ]),
      ),
  );
}

const NO_FACT = -1;

function fitness(mention: AmountMention, fact: AmountFact, rarity: Rarity): number {
  const { role, near, around } = mention;
  // A difference has the words of two things.
  const share = fact.kind === 'difference' ? 0.5 : 1;
  const weight = (word: string) => (near.has(word) ? NEAR : around.has(word) ? AROUND : 0) * rarity(word);
  const words = [...fact.words].reduce((sum, word) => sum + share * weight(word), 0);
  return words + (role === null ? 0 : ROLE * (ROLES[role]?.[fact.kind] ?? 0)) + ageFit(mention, fact);
}

/** A thing on offer is not the one that was there before. */
function ageFit({ age }: AmountMention, { kind, offered }: AmountFact): number {
  if (age === null || kind !== 'price') return 0;
  return (age === 'new') === offered ? AGE : -AGE;
}

type Rarity = (word: string) => number;

/** From 1 for a word of one amount to nothing for a word of all of them. */
function rarityOf(facts: ReadonlyMap<string, readonly AmountFact[]>, forms: readonly string[]): Rarity {
  const counts = new Map<string, number>();
  for (const form of forms) {
    const words = new Set((facts.get(form) ?? []).flatMap((fact) => [...fact.words]));
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => 1 - ((counts.get(word) ?? 1) - 1) / Math.max(1, forms.length);
}
