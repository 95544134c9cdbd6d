import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { type OrderChange, orderEffect, requireStatus } from './domain/effect.ts';
import { itemIds, newItemIds, orderId, paymentMethodId } from './domain/inputs.ts';
import { charged, withPayment } from './domain/payment.ts';
import type { Shop } from './domain/shop.ts';
import { differenceInWords, differenceValues, planSwap, type SwapRequest } from './domain/swap.ts';

const input = z.strictObject({
  order_id: orderId,
  item_ids: itemIds,
  new_item_ids: newItemIds,
  payment_method_id: paymentMethodId,
});

/** Changes items of a pending order to other variants and settles the difference; once for an order. */
export function modifyPendingOrderItems(records: Records): Tool {
  return orderEffect(
    {
      name: 'modify_pending_order_items',
      description:
        'Changes items of a pending order to other available variants of the same products. The difference is charged or refunded. Possible once for an order: name all items in one call. Answers the order as it is then.',
      title: 'change items of the order',
      input,
      words: {
        verbs: ['change', 'modify', 'update', 'swap', 'switch', 'replace'],
        deeds: ['changes', 'modification', 'modifications', 'replacement'],
        items: ['item', 'product', 'article'],
      },
      heading: (id) => `Change items of order ${id}`,
      plan: planItemChange,
    },
    records,
  );
}

/** The order with its new items, and its owner after the difference is settled. */
export function planItemChange(
  shop: Shop,
  args: SwapRequest & { readonly payment_method_id: string },
): OrderChange {
  requireStatus(shop.order, 'pending');
  const { items, cents, lines, names, values } = planSwap(shop, args);
  const methodId = args.payment_method_id;
  const user = charged(shop.user, methodId, cents);
  const changed = { ...shop.order, items: [...items], status: 'pending (item modified)' };
  return {
    order: withPayment(changed, cents > 0 ? 'payment' : 'refund', Math.abs(cents), methodId),
    user,
    items: names,
    values: [...values, ...differenceValues(shop, methodId, cents)],
    lines: [
      ...lines,
      differenceInWords(shop.user, methodId, cents, 'The'),
      'After this the order can be neither changed again nor cancelled.',
    ],
  };
}
