import { describe, expect, test } from 'vitest';
import type { Json } from '../../../core/values/json.ts';
import {
  address,
  balance,
  CARD,
  call,
  GIFT_CARD,
  itemsOf,
  mia,
  order,
  otherVariant,
  PAYPAL,
  record,
  shop,
  withBalance,
} from '../../../test/retail-shop.ts';
import type { Order, User } from './shapes.ts';

describe('cancel_pending_order', () => {
  test('refunds a card in the record, with the reason', async () => {
    const { records, tool } = shop();
    const result = await tool('cancel_pending_order').run(
      { order_id: '#W1000001', reason: 'ordered by mistake' },
      call(),
    );
    const before = order('#W1000001');
    expect(result).toEqual({
      ...before,
      status: 'cancelled',
      cancel_reason: 'ordered by mistake',
      payment_history: [
        ...before.payment_history,
        { transaction_type: 'refund', amount: 168.62, payment_method_id: CARD },
      ],
    });
    expect(await records.get('orders', '#W1000001')).toEqual(result);
    expect(await balance(records)).toBe(80);
  });

  test('refunds a gift card at once, and only once under one key', async () => {
    const { records, tool } = shop();
    const args = { order_id: '#W1000004', reason: 'no longer needed' };
    const first = await tool('cancel_pending_order').run(args, call());
    expect(await tool('cancel_pending_order').run(args, call())).toEqual(first);
    expect(await balance(records)).toBe(106.21);
  });

  test('after a change of payment refunds only the method that paid in the end', async () => {
    const { records, tool } = shop();
    await tool('modify_pending_order_payment').run(
      { order_id: '#W1000004', payment_method_id: PAYPAL },
      call('one'),
    );
    const args = { order_id: '#W1000004', reason: 'no longer needed' };
    const { payment_history } = (await tool('cancel_pending_order').run(args, call('two'))) as Order;
    expect(payment_history.slice(3)).toEqual([
      { transaction_type: 'refund', amount: 26.21, payment_method_id: PAYPAL },
    ]);
    expect(await balance(records)).toBe(106.21);
  });
});

describe('modify_pending_order_payment', () => {
  test('charges the new method, refunds the old one, and can be done again', async () => {
    const { records, tool } = shop();
    const pay = (payment_method_id: string, key: string) =>
      tool('modify_pending_order_payment').run({ order_id: '#W1000004', payment_method_id }, call(key));
    const changed = (await pay(CARD, 'one')) as Order;
    expect([changed.status, changed.payment_history]).toEqual([
      'pending',
      [
        { transaction_type: 'payment', amount: 26.21, payment_method_id: GIFT_CARD },
        { transaction_type: 'payment', amount: 26.21, payment_method_id: CARD },
        { transaction_type: 'refund', amount: 26.21, payment_method_id: GIFT_CARD },
      ],
    ]);
    expect(await balance(records)).toBe(106.21);
    await pay(GIFT_CARD, 'two');
    expect(await balance(records)).toBe(80);
  });

  test('a gift card that holds exactly enough pays', async () => {
    const { records, tool } = shop(withBalance(168.62));
    await tool('modify_pending_order_payment').run(
      { order_id: '#W1000001', payment_method_id: GIFT_CARD },
      call(),
    );
    expect(await balance(records)).toBe(0);
  });
});

describe('modify_pending_order_items', () => {
  test.each(['cheapest', 'dearest'] as const)(
    'replaces the item by the %s variant and settles the difference',
    async (which) => {
      const { records, tool } = shop();
      const variant = otherVariant('#W1000001', 1, which);
      const old = order('#W1000001').items[1]?.price ?? 0;
      const cents = Math.round(variant.price * 100) - Math.round(old * 100);
      const args = {
        order_id: '#W1000001',
        item_ids: itemsOf('#W1000001').slice(1),
        new_item_ids: [variant.item_id],
        payment_method_id: GIFT_CARD,
      };
      const changed = (await tool('modify_pending_order_items').run(args, call())) as Order;
      expect(changed.status).toBe('pending (item modified)');
      expect(changed.items[0]).toEqual(order('#W1000001').items[0]);
      expect(changed.items[1]).toMatchObject({
        name: 'Throw Blanket',
        item_id: variant.item_id,
        price: variant.price,
        options: variant.options,
      });
      expect(changed.payment_history[1]).toEqual({
        transaction_type: cents > 0 ? 'payment' : 'refund',
        amount: Math.abs(cents) / 100,
        payment_method_id: GIFT_CARD,
      });
      expect(await balance(records)).toBe((8000 - cents) / 100);
    },
  );

  test('changes each of two equal items for itself', async () => {
    const [lamp] = order('#W1000001').items as [Order['items'][number]];
    const double = { ...order('#W1000001'), items: [lamp, lamp] };
    const { tool } = shop({ orders: { '#W1000001': double as Json } });
    const [one, two] = [otherVariant('#W1000001', 0, 'cheapest'), otherVariant('#W1000001', 0, 'dearest')];
    const args = {
      order_id: '#W1000001',
      item_ids: [lamp.item_id, lamp.item_id],
      new_item_ids: [one.item_id, two.item_id],
      payment_method_id: CARD,
    };
    const changed = (await tool('modify_pending_order_items').run(args, call())) as Order;
    expect(changed.items.map(({ item_id }) => item_id)).toEqual([one.item_id, two.item_id]);
  });
});

describe('delivered orders', () => {
  test('an exchange is requested with its difference, and no money moves', async () => {
    const { records, tool } = shop();
    const items = itemsOf('#W1000002').slice(0, 2);
    const variants = [otherVariant('#W1000002', 0, 'cheapest'), otherVariant('#W1000002', 1, 'cheapest')];
    const difference = variants.reduce(
      (sum, { price }, n) => sum + price - (order('#W1000002').items[n]?.price ?? 0),
      0,
    );
    const args = {
      order_id: '#W1000002',
      item_ids: items,
      new_item_ids: variants.map(({ item_id }) => item_id),
      payment_method_id: GIFT_CARD,
    };
    expect(await tool('exchange_delivered_order_items').run(args, call())).toEqual({
      ...order('#W1000002'),
      status: 'exchange requested',
      exchange_items: items.toSorted(),
      exchange_new_items: args.new_item_ids.toSorted(),
      exchange_payment_method_id: GIFT_CARD,
      exchange_price_difference: Number(difference.toFixed(2)),
    });
    expect(await balance(records)).toBe(80);
  });

  test('a return is requested to the method given, and no money moves', async () => {
    const { records, tool } = shop();
    const items = itemsOf('#W1000002').slice(0, 2);
    const args = { order_id: '#W1000002', item_ids: items.toReversed(), payment_method_id: GIFT_CARD };
    expect(await tool('return_delivered_order_items').run(args, call())).toEqual({
      ...order('#W1000002'),
      status: 'return requested',
      return_items: items.toSorted(),
      return_payment_method_id: GIFT_CARD,
    });
    expect(await balance(records)).toBe(80);
  });
});

describe('addresses', () => {
  test('an order goes elsewhere, and the profile keeps its address', async () => {
    const { records, tool } = shop();
    const result = await tool('modify_pending_order_address').run(
      { order_id: '#W1000001', ...address },
      call(),
    );
    expect(result).toEqual({ ...order('#W1000001'), address });
    expect(await records.get('users', mia)).toEqual(record('users', mia));
  });

  test('a profile gets a new address, and its orders keep theirs', async () => {
    const { records, tool } = shop();
    const result = await tool('modify_user_address').run({ user_id: mia, ...address }, call());
    expect(result).toEqual({ ...record<User>('users', mia), address });
    expect(await records.get('orders', '#W1000001')).toEqual(order('#W1000001'));
  });
});
