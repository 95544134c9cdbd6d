import { memoryRecords } from '../adapters/records/memory-records.ts';
import type { World } from '../core/ports/records.ts';
import type { Tool } from '../core/tool.ts';
import type { Json } from '../core/values/json.ts';
import { seed } from '../tools/retail/demo-data.ts';
import type { Order, Product, User } from '../tools/retail/domain/shapes.ts';
import { retailTools } from '../tools/retail/retail-tools.ts';

/** The demo shop's records, read only. */
const world = seed();
/** The payment methods of the documented customer. */
export const [CARD, GIFT_CARD, PAYPAL] = [
  'credit_card_1000001',
  'gift_card_1000002',
  'paypal_1000003',
] as const;
/** The documented customer. */
export const mia = 'mia_brooks_1001';
/** A record of the demo shop in its shape. */
export const record = <T>(collection: string, id: string) => world[collection]?.[id] as T;
/** An order of the demo shop. */
export const order = (id: string) => record<Order>('orders', id);
/** The item ids of an order of the demo shop. */
export const itemsOf = (id: string) => order(id).items.map(({ item_id }) => item_id);
/** The context of a tool's run. */
export const call = (key = 'key') => ({ key, now: new Date(0), signal: new AbortController().signal });

/** A shop of its own with one tool at hand. */
export function shop(overrides: World = {}) {
  const records = memoryRecords(world, overrides);
  const tools = new Map(retailTools(records).map((tool) => [tool.name, tool]));
  return { records, tool: (name: string) => tools.get(name) as Tool };
}

/** An available variant of the item's product, cheapest or dearest, other than the item. */
export function otherVariant(orderId: string, position: number, which: 'cheapest' | 'dearest') {
  const item = order(orderId).items[position] as Order['items'][number];
  const others = Object.values(record<Product>('products', item.product_id).variants).filter(
    ({ available, item_id }) => available && item_id !== item.item_id,
  );
  const sorted = others.toSorted((a, b) => a.price - b.price);
  return (which === 'cheapest' ? sorted[0] : sorted.at(-1)) as (typeof others)[number];
}

/** The balance of the documented customer's gift card. */
export const balance = async (records: ReturnType<typeof shop>['records']) =>
  ((await records.get('users', mia)) as User).payment_methods[GIFT_CARD]?.['balance'];

/** The documented customer with so much on the gift card. */
export const withBalance = (dollars: number): World => {
  const user = record<User>('users', mia);
  const card = { ...user.payment_methods[GIFT_CARD], balance: dollars } as unknown as Json;
  return {
    users: { [mia]: { ...user, payment_methods: { ...user.payment_methods, [GIFT_CARD]: card } } as Json },
  };
};

/** An address to move to. */
export const address = {
  address1: '1 New Street',
  address2: '',
  city: 'Boise',
  state: 'ID',
  country: 'USA',
  zip: '83701',
};
