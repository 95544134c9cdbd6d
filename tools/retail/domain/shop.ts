import type { Records, RecordsTransaction } from '../../../core/ports/records.ts';
import { readAs } from '../../shared/refuse.ts';
import { Order, Product, User } from './shapes.ts';

/** An order with its owner and its products. */
export interface Shop {
  readonly order: Order;
  readonly user: User;
  product(productId: string): Product;
}

type Lookup = RecordsTransaction['get'];

/** The shop as one transaction sees it. */
export function shopAround(get: Lookup, orderId: string): Shop {
  const order = readAs(Order, get('orders', orderId), orderId);
  const user = readAs(User, get('users', order.user_id), order.user_id);
  return { order, user, product: (productId) => readAs(Product, get('products', productId), productId) };
}

/** The shop as it is at this moment, to show what an action would do. */
export async function shopNow(records: Records, orderId: string): Promise<Shop> {
  const order = readAs(Order, await records.get('orders', orderId), orderId);
  const keys = [['users', order.user_id], ...order.items.map((item) => ['products', item.product_id])] as [
    string,
    string,
  ][];
  const found = await Promise.all(keys.map(([collection, id]) => records.get(collection, id)));
  const known = new Map(keys.map(([collection, id], number) => [`${collection} ${id}`, found[number]]));
  return shopAround(
    (collection, id) => (collection === 'orders' ? order : known.get(`${collection} ${id}`)),
    orderId,
  );
}
