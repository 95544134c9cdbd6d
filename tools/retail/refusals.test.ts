import { describe, expect, test } from 'vitest';
import type { World } from '../../core/ports/records.ts';
import type { JsonObject } from '../../core/values/json.ts';
import {
  address,
  CARD,
  call,
  GIFT_CARD,
  itemsOf,
  order,
  otherVariant,
  PAYPAL,
  record,
  shop,
  withBalance,
} from '../../test/retail-shop.ts';
import type { Product } from './domain/shapes.ts';

describe('what a rule should have stopped is refused, and nothing of it happens', () => {
  const [lamp] = itemsOf('#W1000001') as [string];
  const [knife] = itemsOf('#W1000002') as [string];
  const variant = otherVariant('#W1000001', 0, 'dearest').item_id;
  const blade = otherVariant('#W1000002', 0, 'dearest').item_id;
  const change = {
    order_id: '#W1000001',
    item_ids: [lamp],
    new_item_ids: [variant],
    payment_method_id: CARD,
  };
  const exchange = {
    order_id: '#W1000002',
    item_ids: [knife],
    new_item_ids: [blade],
    payment_method_id: CARD,
  };
  const giveBack = { order_id: '#W1000002', item_ids: [knife], payment_method_id: CARD };
  const poor = withBalance(0);
  const soldOut = Object.values(
    record<Product>('products', order('#W1000001').items[0]?.product_id ?? '').variants,
  ).find(({ available }) => !available);
  const cases: { name: string; args: JsonObject; overrides?: World; why: string }[] = [
    {
      name: 'cancel_pending_order',
      args: { order_id: '#W1000002', reason: 'no longer needed' },
      why: 'delivered',
    },
    {
      name: 'cancel_pending_order',
      args: { order_id: '#W1000001', reason: 'too slow' },
      why: 'another reason',
    },
    {
      name: 'cancel_pending_order',
      args: { order_id: '#W0000000', reason: 'no longer needed' },
      why: 'no such order',
    },
    {
      name: 'cancel_pending_order',
      args: { order_id: '#W1000001', reason: 'no longer needed' },
      overrides: { orders: { '#W1000001': { status: 'pending' } } },
      why: 'a malformed order',
    },
    { name: 'modify_pending_order_address', args: { order_id: '#W1000003', ...address }, why: 'processed' },
    {
      name: 'modify_pending_order_payment',
      args: { order_id: '#W1000001', payment_method_id: GIFT_CARD },
      why: 'too little on the gift card',
    },
    {
      name: 'modify_pending_order_payment',
      args: { order_id: '#W1000001', payment_method_id: CARD },
      why: 'the same method',
    },
    {
      name: 'modify_pending_order_payment',
      args: { order_id: '#W1000001', payment_method_id: 'credit_card_1000004' },
      why: "another customer's card",
    },
    {
      name: 'modify_pending_order_items',
      args: { ...change, payment_method_id: GIFT_CARD },
      overrides: poor,
      why: 'too little on the gift card',
    },
    {
      name: 'modify_pending_order_items',
      args: { ...change, item_ids: [lamp, lamp], new_item_ids: [variant, variant] },
      why: 'an item named more often than it is there',
    },
    {
      name: 'modify_pending_order_items',
      args: { ...change, item_ids: [], new_item_ids: [] },
      why: 'no item',
    },
    { name: 'modify_pending_order_items', args: { ...change, new_item_ids: [] }, why: 'no new item' },
    { name: 'modify_pending_order_items', args: { ...change, new_item_ids: [lamp] }, why: 'the item itself' },
    {
      name: 'modify_pending_order_items',
      args: { ...change, new_item_ids: [blade] },
      why: 'another product',
    },
    {
      name: 'modify_pending_order_items',
      args: { ...change, new_item_ids: ['constructor'] },
      why: 'not a variant',
    },
    {
      name: 'modify_pending_order_items',
      args: { ...change, new_item_ids: [soldOut?.item_id ?? 'none'] },
      why: 'sold out',
    },
    { name: 'exchange_delivered_order_items', args: { ...change }, why: 'pending' },
    {
      name: 'exchange_delivered_order_items',
      args: { ...exchange, payment_method_id: GIFT_CARD },
      overrides: poor,
      why: 'too little on the gift card',
    },
    {
      name: 'return_delivered_order_items',
      args: { ...giveBack, payment_method_id: PAYPAL },
      why: 'neither original nor gift card',
    },
    { name: 'return_delivered_order_items', args: { ...giveBack, order_id: '#W1000001' }, why: 'pending' },
    {
      name: 'return_delivered_order_items',
      args: { ...giveBack, item_ids: [lamp] },
      why: 'an item of another order',
    },
    { name: 'modify_user_address', args: { user_id: 'nobody_1', ...address }, why: 'no such user' },
  ];

  test.each(cases)('$name: $why', async ({ name, args, overrides }) => {
    const { records, tool } = shop(overrides);
    const before = await Promise.all([records.list('orders'), records.list('users')]);
    for (const attempt of [tool(name).run(args, call()), tool(name).preview?.(args, call())]) {
      await expect(attempt).rejects.toMatchObject({
        name: 'NotDone',
        tell: expect.stringMatching(/\w/),
        detail: expect.stringMatching(/\w/),
      });
    }
    expect(await Promise.all([records.list('orders'), records.list('users')])).toEqual(before);
    expect(await records.committed('key')).toBeUndefined();
  });

  test('the shop has a sold out variant to try', () => {
    expect(soldOut).toBeDefined();
  });
});
