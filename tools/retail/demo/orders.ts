import type { Random } from '../../../core/values/seeded-random.ts';
import { toCents, toDollars } from '../../shared/money.ts';
import { planCancellation } from '../cancel-pending-order.ts';
import type { OrderChange } from '../domain/effect.ts';
import type { Item, Order, Product, User } from '../domain/shapes.ts';
import type { Shop } from '../domain/shop.ts';
import { planExchange } from '../exchange-delivered-order-items.ts';
import { planItemChange } from '../modify-pending-order-items.ts';
import { planReturn } from '../return-delivered-order-items.ts';
import { itemOf } from './products.ts';

/** The draft of an order. */
export interface OrderDraft {
  readonly order_id: string;
  readonly user_id: string;
  readonly user: User;
  readonly items: readonly Item[];
  readonly status: 'pending' | 'processed' | 'delivered';
  readonly payment_method_id: string;
  /** Under which the parcel travels, unless the order is pending. */
  readonly tracking_id: string;
}

/** An order as it was placed, paid in full by one method and sent to the user's address. */
export function placedOrder(draft: OrderDraft): Order {
  const { order_id, user_id, user, items, status, payment_method_id, tracking_id } = draft;
  const cents = items.reduce((sum, { price }) => sum + toCents(price), 0);
  const parcel = { tracking_id: [tracking_id], item_ids: items.map(({ item_id }) => item_id) };
  return {
    order_id,
    user_id,
    address: user.address,
    items: [...items],
    fulfillments: status === 'pending' ? [] : [parcel],
    status,
    payment_history: [{ transaction_type: 'payment', amount: toDollars(cents), payment_method_id }],
  };
}

/** Makes up an order, and now and then what its owner did about it since. */
export function demoOrder(
  random: Random,
  owner: { readonly id: string; readonly user: User },
  products: readonly Product[],
): OrderChange {
  const items = Array.from({ length: random.between(1, 4) }, () => {
    const product = random.pick(products);
    return itemOf(product, random.pick(Object.values(product.variants)));
  });
  const fate = random.between(1, 100);
  const order = placedOrder({
    order_id: `#W${random.number(7)}`,
    user_id: owner.id,
    user: owner.user,
    items,
    status: fate <= 52 ? 'pending' : fate <= 62 ? 'processed' : 'delivered',
    payment_method_id: random.pick(Object.keys(owner.user.payment_methods)),
    tracking_id: random.number(12),
  });
  const product = (id: string) => products.find(({ product_id }) => product_id === id) as Product;
  return afterwards({ order, user: owner.user, product }, fate);
}

/** The same tools' plans that serve customers make the demo's older changes. */
function afterwards(shop: Shop, fate: number): OrderChange {
  const payment_method_id = shop.order.payment_history[0]?.payment_method_id ?? '';
  const old = shop.order.items[0] as Item;
  const other = Object.values(shop.product(old.product_id).variants).find(
    ({ item_id, available, price }) => available && item_id !== old.item_id && price <= old.price,
  );
  const swap = other && { item_ids: [old.item_id], new_item_ids: [other.item_id], payment_method_id };
  if (fate <= 10)
    return planCancellation(shop, { reason: fate <= 6 ? 'no longer needed' : 'ordered by mistake' });
  if (fate <= 13 && swap) return planItemChange(shop, swap);
  if (fate >= 98) return planReturn(shop, { item_ids: [old.item_id], payment_method_id });
  if (fate >= 95 && swap) return planExchange(shop, swap);
  return { order: shop.order, user: shop.user, lines: [] };
}
