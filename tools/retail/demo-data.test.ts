import { describe, expect, test } from 'vitest';
import { contentHash } from '../../core/values/json.ts';
import { toCents } from '../shared/money.ts';
import { seed } from './demo-data.ts';
import { outstanding } from './domain/payment.ts';
import { Order, Product, User } from './domain/shapes.ts';

const world = seed();
const all = <T>(collection: string, shape: { parse(value: unknown): T }) =>
  Object.entries(world[collection] ?? {}).map(([id, record]) => ({ id, record: shape.parse(record) }));
const orders = all('orders', Order);
const users = all('users', User);
const products = all('products', Product);

describe('the demo shop', () => {
  test('is the same every time', () => {
    expect(contentHash(seed())).toBe(contentHash(world));
  });

  test('has 50 types of product, 200 users and 500 orders or more, in every status', () => {
    expect(products).toHaveLength(50);
    expect(users.length).toBeGreaterThanOrEqual(200);
    expect(orders.length).toBeGreaterThanOrEqual(500);
    expect([...new Set(orders.map(({ record }) => record.status))].sort()).toEqual([
      'cancelled',
      'delivered',
      'exchange requested',
      'pending',
      'pending (item modified)',
      'processed',
      'return requested',
    ]);
  });

  test('has ids that name one thing each', () => {
    const items = products.flatMap(({ record }) => Object.keys(record.variants));
    const methods = users.flatMap(({ record }) => Object.keys(record.payment_methods));
    for (const ids of [
      items,
      methods,
      users.map(({ record }) => record.email),
      products.map(({ record }) => record.name),
    ]) {
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test("has every order under its owner, of existing variants, paid by the owner's own methods", () => {
    const byId = new Map(users.map(({ id, record }) => [id, record]));
    const shelf = new Map(products.map(({ id, record }) => [id, record]));
    for (const { id, record } of orders) {
      const owner = byId.get(record.user_id);
      expect(owner?.orders, id).toContain(id);
      expect(
        record.payment_history.every(({ payment_method_id }) => owner?.payment_methods[payment_method_id]),
        id,
      ).toBe(true);
      expect(
        record.items.every(({ product_id, item_id }) => shelf.get(product_id)?.variants[item_id]),
        id,
      ).toBe(true);
    }
    expect(users.flatMap(({ record }) => record.orders)).toHaveLength(orders.length);
  });

  test('has every order paid for what it holds, and a cancelled one paid back', () => {
    for (const { id, record } of orders) {
      const paid = [...outstanding(record).values()].reduce((sum, cents) => sum + cents, 0);
      const worth = record.items.reduce((sum, { price }) => sum + toCents(price), 0);
      expect(paid, id).toBe(record.status === 'cancelled' ? 0 : worth);
    }
  });

  test('has three variants of every product to choose from', () => {
    for (const { id, record } of products) {
      const available = Object.values(record.variants).filter(
        (variant) => variant.available && variant.price > 0,
      );
      expect(available.length, id).toBeGreaterThanOrEqual(3);
    }
  });

  test('has the customers and orders of the documentation', () => {
    const known = orders
      .filter(({ id }) => id < '#W1000008')
      .map(({ id, record }) =>
        [
          id,
          record.user_id,
          record.status,
          record.payment_history[0]?.payment_method_id,
          record.payment_history[0]?.amount,
          ...record.items.map(({ name }) => name),
        ].join(' | '),
      );
    expect(known.sort().join('\n')).toMatchInlineSnapshot(`
      "#W1000001 | mia_brooks_1001 | pending | credit_card_1000001 | 168.62 | Floor Lamp | Throw Blanket
      #W1000002 | mia_brooks_1001 | delivered | credit_card_1000001 | 443.76 | Chef Knife | Stand Mixer | Bath Towels
      #W1000003 | mia_brooks_1001 | processed | paypal_1000003 | 281.72 | Camping Tent
      #W1000004 | mia_brooks_1001 | pending | gift_card_1000002 | 26.21 | Lunch Box
      #W1000005 | noah_ortiz_1002 | pending | credit_card_1000004 | 94.72 | Raincoat
      #W1000006 | mia_brooks_1001 | delivered | paypal_1000003 | 106.52 | Webcam | USB Hub
      #W1000007 | mia_brooks_1001 | pending | credit_card_1000001 | 12296.76 | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower | Robot Lawnmower"
    `);
  });
});
