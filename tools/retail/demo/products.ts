import { type Random, seededRandom } from '../../../core/values/seeded-random.ts';
import { toCents, toDollars } from '../../shared/money.ts';
import type { Item, Product, Variant } from '../domain/shapes.ts';
import { CATALOGUE, type CatalogueEntry } from './catalogue.ts';

/** At least so many variants of every product can be bought. */
const LEAST_AVAILABLE = 3;

/** The demo shop's products; each depends on its own catalogue entry alone, so that a new one moves no other. */
export function demoProducts(): readonly Product[] {
  return CATALOGUE.map(demoProduct);
}

/** A variant as an article of an order. */
export function itemOf({ name, product_id }: Product, { item_id, price, options }: Variant): Item {
  return { name, product_id, item_id, price, options };
}

function demoProduct(entry: CatalogueEntry): Product {
  const random = seededRandom(entry.name);
  const combinations = shuffled(combine(entry.options), random).slice(0, random.between(8, 14));
  const variants = combinations.map((options, number): Variant => {
    const cents =
      Math.round((toCents(entry.dollars) * random.between(88, 118)) / 100) + random.between(-40, 40);
    const available = number < LEAST_AVAILABLE || random.chance(75);
    return { item_id: random.number(10), options, available, price: toDollars(cents) };
  });
  return {
    name: entry.name,
    product_id: random.number(10),
    variants: Object.fromEntries(variants.map((variant) => [variant.item_id, variant])),
  };
}

function combine(options: CatalogueEntry['options']): { readonly [option: string]: string }[] {
  return Object.entries(options).reduce<Record<string, string>[]>(
    (made, [option, values]) =>
      made.flatMap((partial) => values.map((value) => ({ ...partial, [option]: value }))),
    [{}],
  );
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, order: random.between(0, 1_000_000_000) }))
    .sort((a, b) => a.order - b.order)
    .map(({ value }) => value);
}
