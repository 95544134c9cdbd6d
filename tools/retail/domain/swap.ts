import type { PreviewValue } from '../../../core/tool.ts';
import { own } from '../../../core/values/own.ts';
import { inDollars, toCents } from '../../shared/money.ts';
import { refuse } from '../../shared/refuse.ts';
import type { Item, User, Variant } from './shapes.ts';
import type { Shop } from './shop.ts';
import { amountValue, itemValue, methodValue } from './shown-values.ts';
import { methodInWords, pricedInWords, refundTime } from './wording.ts';

/** Items of an order replaced by other variants of the same products. */
export interface Swap {
  /** All items of the order, after. */
  readonly items: readonly Item[];
  /** The customer's payment; negative is a refund. */
  readonly cents: number;
  readonly lines: readonly string[];
  /** Names of the items that are replaced. */
  readonly names: readonly string[];
  /** The new item, if it is one. */
  readonly values: readonly PreviewValue[];
}

export interface SwapRequest {
  readonly item_ids: readonly string[];
  readonly new_item_ids: readonly string[];
}

/** Works out a swap; refuses what is not in the order, not available, or not another variant of the same product. */
export function planSwap({ order, product }: Shop, { item_ids, new_item_ids }: SwapRequest): Swap {
  if (item_ids.length !== new_item_ids.length) refuse('each item needs exactly one new item');
  const items = [...order.items];
  let cents = 0;
  const lines: string[] = [];
  const names: string[] = [];
  const values: PreviewValue[] = [];
  for (const [number, position] of positionsOf(order.items, item_ids).entries()) {
    const old = order.items[position] ?? refuse('the item is gone');
    const { variants } = product(old.product_id);
    const { price, options, item_id } = variantOf(variants, new_item_ids[number]);
    if (item_id === old.item_id) refuse(`the item \`${item_id}\` would replace itself`);
    const replacement: Item = { ...old, item_id, price, options };
    items[position] = replacement;
    cents += toCents(price) - toCents(old.price);
    names.push(old.name);
    values.push(newItemValue(old, item_id, variants));
    lines.push(`${pricedInWords(old)}, is replaced by ${pricedInWords(replacement)}.`);
  }
  return { items, cents, lines, names, values: values.length === 1 ? values : [] };
}

/** The new variant, told from the old one and from the others that could be had. */
function newItemValue(old: Item, newId: string, variants: Variants): PreviewValue {
  const { name } = old;
  const others = Object.values(variants).filter(({ available, item_id }) => available && item_id !== newId);
  const verbs = [
    'exchange for',
    'replace with',
    'replace by',
    'swap for',
    'change to',
    'switch to',
    'change for',
  ];
  return itemValue(
    name,
    own(variants, newId)?.options ?? {},
    [old, ...others.map(({ options }) => ({ name, options }))],
    verbs,
  );
}

type Variants = { readonly [id: string]: Variant };

/** The payment method and the amount of a difference in price. */
export function differenceValues(
  { user, order }: Shop,
  methodId: string,
  cents: number,
): readonly PreviewValue[] {
  const refunded = ['refund', 'credit', 'put', 'send'].map((verb) => `${verb} the difference`);
  const verbs =
    cents > 0
      ? ['charge', 'charge to', 'pay with', 'pay by', 'put on']
      : refunded.map((verb) => `${verb} ${verb.startsWith('put') ? 'on' : 'to'}`);
  const method = methodValue(user, methodId, verbs, order);
  const nouns = ['difference', 'price difference', 'difference in price'];
  return cents === 0
    ? [method]
    : [method, amountValue(Math.abs(cents), [cents > 0 ? 'pay' : 'refund'], nouns)];
}

/** The place in the order of each item named; an item named twice must be there twice. */
export function positionsOf(items: readonly Item[], itemIds: readonly string[]): readonly number[] {
  if (itemIds.length === 0) refuse('no item is named');
  const taken = new Set<number>();
  for (const itemId of itemIds) {
    const position = items.findIndex((item, number) => item.item_id === itemId && !taken.has(number));
    if (position < 0) refuse(`the order does not hold item \`${itemId}\` that often`);
    taken.add(position);
  }
  return [...taken];
}

/** The settlement of the difference in price, in words. `opening` is the time of a refund. */
export function differenceInWords(user: User, methodId: string, cents: number, opening: string): string {
  if (cents === 0) return 'The price stays the same.';
  const method = methodInWords(user, methodId);
  if (cents > 0) return `You pay the difference of ${inDollars(cents)} with your ${method}.`;
  return `${opening} difference of ${inDollars(-cents)} will be refunded to your ${method} ${refundTime(user, methodId)}.`;
}

function variantOf(variants: Variants, itemId: string | undefined): Variant {
  const variant = itemId === undefined ? undefined : own(variants, itemId);
  return variant?.available
    ? variant
    : refuse(`\`${itemId}\` is not an available variant of the same product`);
}
