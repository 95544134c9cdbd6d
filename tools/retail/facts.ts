import { z } from 'zod';
import { type ComputedFact, NOT_FOUND, type Toolset } from '../../core/tool.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { toCents } from '../shared/money.ts';
import { originalMethodId } from './domain/payment.ts';
import { type Item, Order, Product, User, type Variant } from './domain/shapes.ts';

const Ids = z.array(z.string());
/** A catalogue that lost a product still answers, so that the swap is refused and not undecided. */
const Products = z.array(z.union([Product, z.object({ exists: z.literal(false) })]));

/** One item that is to be replaced; what could not be found is undefined. */
interface Replacement {
  readonly item: Item | undefined;
  readonly newItemId: string;
  readonly variant: Variant | undefined;
}

/** The facts that the retail rules need worked out: per item, or arithmetical. Money is in cents. */
export const facts: Toolset['facts'] = {
  payment_method: over(['profile', 'payment_method_id'], ({ profile, payment_method_id }) =>
    methodOf(profile, payment_method_id),
  ),
  original_payment_method_id: over(['order'], ({ order }) => originalMethodId(Order.parse(order))),
  order_total_cents: over(['order'], ({ order }) =>
    sum(Order.parse(order).items.map(({ price }) => toCents(price))),
  ),
  item_count: over(['item_ids'], ({ item_ids }) => Ids.parse(item_ids).length),
  items_in_order: over(['order', 'item_ids'], (given) =>
    namedItems(given).every((item) => item !== undefined),
  ),
  named_product_ids: over(['order', 'item_ids'], (given) => [
    ...new Set(namedItems(given).flatMap((item) => item?.product_id ?? [])),
  ]),
  every_item_has_new_item: over(
    ['item_ids', 'new_item_ids'],
    ({ item_ids, new_item_ids }) => Ids.parse(item_ids).length === Ids.parse(new_item_ids).length,
  ),
  new_items_of_same_product: swap((replacements) =>
    replacements.every(({ item, variant }) => item === undefined || variant !== undefined),
  ),
  new_items_available: swap((replacements) =>
    replacements.every(({ variant }) => variant?.available !== false),
  ),
  new_items_differ: swap((replacements) =>
    replacements.every(({ item, newItemId }) => item?.item_id !== newItemId),
  ),
  price_difference_cents: swap((replacements) => difference(replacements)),
};

/** A fact about something that does not exist does not exist either. */
function over(needs: readonly string[], compute: (facts: JsonObject) => Json): ComputedFact {
  return {
    needs,
    compute: (given) => (needs.some((need) => doesNotExist(own(given, need))) ? NOT_FOUND : compute(given)),
  };
}

function doesNotExist(value: Json | undefined): boolean {
  return isJsonObject(value) && value['exists'] === false;
}

function swap(compute: (replacements: readonly Replacement[]) => Json): ComputedFact {
  return over(['order', 'item_ids', 'new_item_ids', 'products'], (given) => compute(replacementsOf(given)));
}

function methodOf(profile: Json | undefined, methodId: Json | undefined): Json {
  const methods = new Map(Object.entries(User.parse(profile).payment_methods));
  const method = methods.get(z.string().parse(methodId));
  if (method === undefined) return NOT_FOUND;
  const { source, id } = method;
  return method.source === 'gift_card'
    ? { source, id, balance_cents: toCents(method.balance) }
    : { source, id };
}

/** For each id, an item of the order that no earlier id has taken: an id stands as often as it is meant. */
function namedItems({ order, item_ids }: JsonObject): readonly (Item | undefined)[] {
  const left = [...Order.parse(order).items];
  return Ids.parse(item_ids).map((id) => {
    const at = left.findIndex(({ item_id }) => item_id === id);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  });
}

function replacementsOf(given: JsonObject): readonly Replacement[] {
  const items = namedItems(given);
  const products = new Map(
    Products.parse(given['products']).flatMap((product) =>
      'variants' in product ? [[product.product_id, product]] : [],
    ),
  );
  return Ids.parse(given['new_item_ids']).map((newItemId, index) => {
    const item = items[index];
    const variants = new Map(
      Object.entries(item === undefined ? {} : (products.get(item.product_id)?.variants ?? {})),
    );
    return { item, newItemId, variant: variants.get(newItemId) };
  });
}

/** The customer's additional payment; negative is a refund. */
function difference(replacements: readonly Replacement[]): Json {
  const cents = replacements.map(({ item, variant }) =>
    item && variant ? toCents(variant.price) - toCents(item.price) : undefined,
  );
  return cents.every((each) => each !== undefined) ? sum(cents) : NOT_FOUND;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
