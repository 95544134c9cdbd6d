import { describe, expect, test } from 'vitest';
import type { World } from '../../core/ports/records.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import {
  address,
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
} from '../../test/retail-shop.ts';
import type { Order, User } from './domain/shapes.ts';

describe('previews', () => {
  const shown = async (name: string, args: JsonObject, overrides?: World) => {
    const preview = await shop(overrides).tool(name).preview?.(args, call());
    return [preview?.title, ...(preview?.lines ?? [])].join('\n');
  };

  test('a cancellation names the items, the reason, the amount, and where and when it goes', async () => {
    expect(
      await shown('cancel_pending_order', { order_id: '#W1000001', reason: 'no longer needed' }),
    ).toMatchInlineSnapshot(`
      "Cancel order #W1000001
      This cancels: Floor Lamp (color brass, shade glass, dimmer no), $119.51.
      This cancels: Throw Blanket (color oat, material wool, size medium), $49.11.
      Reason: no longer needed.
      $168.62 will be refunded to your Mastercard ending in 4417 within 5 to 7 business days."
    `);
  });

  test('a refund to a gift card is immediate', async () => {
    expect(
      await shown('cancel_pending_order', { order_id: '#W1000004', reason: 'no longer needed' }),
    ).toContain('$26.21 will be refunded to your gift card immediately.');
  });

  test('two gift cards are told apart', async () => {
    const user = record<User>('users', mia);
    const second = { source: 'gift_card', balance: 3, id: 'gift_card_2' } as const;
    const two = {
      users: {
        [mia]: { ...user, payment_methods: { ...user.payment_methods, [second.id]: second } } as Json,
      },
    };
    expect(
      await shown('cancel_pending_order', { order_id: '#W1000004', reason: 'no longer needed' }, two),
    ).toContain(`your gift card (${GIFT_CARD}) immediately`);
  });

  test('a change of items names both variants with prices and the difference', async () => {
    const variant = otherVariant('#W1000001', 0, 'dearest');
    const args = {
      order_id: '#W1000001',
      item_ids: itemsOf('#W1000001').slice(0, 1),
      new_item_ids: [variant.item_id],
      payment_method_id: PAYPAL,
    };
    expect(await shown('modify_pending_order_items', args)).toMatchInlineSnapshot(`
      "Change items of order #W1000001
      Floor Lamp (color brass, shade glass, dimmer no), $119.51, is replaced by Floor Lamp (color black, shade linen, dimmer yes), $130.64.
      You pay the difference of $11.13 with your PayPal account.
      After this the order can be neither changed again nor cancelled."
    `);
  });

  test('an exchange at the same price says so', async () => {
    const [item] = order('#W1000006').items as [Order['items'][number]];
    const variant = otherVariant('#W1000006', 0, 'cheapest');
    const same = { ...order('#W1000006'), items: [{ ...item, price: variant.price }] };
    const args = {
      order_id: '#W1000006',
      item_ids: [item.item_id],
      new_item_ids: [variant.item_id],
      payment_method_id: PAYPAL,
    };
    expect(
      await shown('exchange_delivered_order_items', args, { orders: { '#W1000006': same as Json } }),
    ).toContain('The price stays the same.');
  });

  test('a return names the sum and when it is paid', async () => {
    const args = {
      order_id: '#W1000002',
      item_ids: itemsOf('#W1000002').slice(0, 2),
      payment_method_id: CARD,
    };
    expect(await shown('return_delivered_order_items', args)).toMatchInlineSnapshot(`
      "Return items of order #W1000002
      This returns: Chef Knife (blade 24 cm, steel stainless, handle black), $98.32.
      This returns: Stand Mixer (color cream, bowl 4 litres, speeds 10), $299.57.
      When the items are back, $397.89 will be refunded to your Mastercard ending in 4417 within 5 to 7 business days.
      You will get an email that says how to send the items back.
      After this the order can be neither returned nor exchanged again."
    `);
  });

  test('a change of payment names both methods', async () => {
    expect(
      await shown('modify_pending_order_payment', { order_id: '#W1000004', payment_method_id: CARD }),
    ).toMatchInlineSnapshot(`
      "Change the payment of order #W1000004
      You pay $26.21 for order #W1000004 with your Mastercard ending in 4417.
      $26.21 will be refunded to your gift card immediately."
    `);
  });

  test('a change of address names both addresses', async () => {
    expect(
      await shown('modify_pending_order_address', { order_id: '#W1000001', ...address }),
    ).toMatchInlineSnapshot(`
      "Change the address of order #W1000001
      The order will be sent to: 1 New Street, Boise, ID 83701, USA.
      It was to be sent to: 12 Orchard Street, Apt 4, Portland, OR 97205, USA."
    `);
    expect(await shown('modify_user_address', { user_id: mia, ...address })).toMatchInlineSnapshot(`
      "Change the address in your profile
      Your default address will be: 1 New Street, Boise, ID 83701, USA.
      It was: 12 Orchard Street, Apt 4, Portland, OR 97205, USA.
      Orders already placed keep their own address."
    `);
  });
});
