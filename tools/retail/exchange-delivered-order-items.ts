import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { toDollars } from '../shared/money.ts';
import { type OrderChange, orderEffect, requireStatus } from './domain/effect.ts';
import { itemIds, newItemIds, orderId, paymentMethodId } from './domain/inputs.ts';
import { methodOf, requireFunds } from './domain/payment.ts';
import type { Shop } from './domain/shop.ts';
import { differenceInWords, differenceValues, planSwap, type SwapRequest } from './domain/swap.ts';

const input = z.strictObject({
  order_id: orderId,
  item_ids: itemIds,
  new_item_ids: newItemIds,
  payment_method_id: paymentMethodId,
});

/** Requests the exchange of delivered items for other variants; money moves when the items are back. */
export function exchangeDeliveredOrderItems(records: Records): Tool {
  return orderEffect(
    {
      name: 'exchange_delivered_order_items',
      description:
        'Exchanges items of a delivered order for other available variants of the same products. A delivered order can be returned or exchanged once: name all items in one call. The customer then gets an e-mail on how to send the old ones back; the new ones are shipped when they have arrived. Answers the order as it is then.',
      title: 'exchange items of the order',
      input,
      words: {
        verbs: ['exchange', 'swap', 'switch', 'replace'],
        deeds: ['replacement'],
        items: ['item', 'product', 'article'],
      },
      heading: (id) => `Exchange items of order ${id}`,
      plan: planExchange,
    },
    records,
  );
}

/** The order with its exchange requested; the profile does not change. */
export function planExchange(
  shop: Shop,
  args: SwapRequest & { readonly payment_method_id: string },
): OrderChange {
  requireStatus(shop.order, 'delivered');
  const { cents, lines, names, values } = planSwap(shop, args);
  requireFunds(methodOf(shop.user, args.payment_method_id), cents);
  return {
    order: {
      ...shop.order,
      status: 'exchange requested',
      exchange_items: args.item_ids.toSorted(),
      exchange_new_items: args.new_item_ids.toSorted(),
      exchange_payment_method_id: args.payment_method_id,
      exchange_price_difference: toDollars(cents),
    },
    items: names,
    values: [...values, ...differenceValues(shop, args.payment_method_id, cents)],
    lines: [
      ...lines,
      differenceInWords(shop.user, args.payment_method_id, cents, 'When the old items are back, the'),
      'You will get an email that says how to send the old items back.',
      'After this the order can be neither returned nor exchanged again.',
    ],
  };
}
