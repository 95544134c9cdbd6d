import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { PreviewValue, Tool } from '../../core/tool.ts';
import { inDollars, toCents } from '../shared/money.ts';
import { refuse } from '../shared/refuse.ts';
import { type OrderChange, orderEffect, requireStatus } from './domain/effect.ts';
import { itemIds, orderId, paymentMethodId } from './domain/inputs.ts';
import { methodOf, originalMethodId } from './domain/payment.ts';
import type { Item, Order } from './domain/shapes.ts';
import type { Shop } from './domain/shop.ts';
import { amountValue, itemValue, methodValue } from './domain/shown-values.ts';
import { positionsOf } from './domain/swap.ts';
import { methodInWords, pricedInWords, refundTime } from './domain/wording.ts';

const input = z.strictObject({ order_id: orderId, item_ids: itemIds, payment_method_id: paymentMethodId });

/** Requests the return of delivered items; the refund is made when the items are back. */
export function returnDeliveredOrderItems(records: Records): Tool {
  return orderEffect(
    {
      name: 'return_delivered_order_items',
      description:
        'Returns items of a delivered order. The refund goes to the original payment method or a gift card of the customer. A delivered order can be returned or exchanged once: name all items in one call. The customer then gets an e-mail on how to send them back. Answers the order as it is then.',
      title: 'return items of the order',
      input,
      words: { verbs: ['return', 'send back', 'refund'], items: ['item', 'product', 'article'] },
      heading: (id) => `Return items of order ${id}`,
      plan: planReturn,
    },
    records,
  );
}

const REFUND_VERBS = ['refund', 'refund to', 'credit to', 'put on', 'send to', 'pay to'];

/** The one item of a return, told from the others of the order. */
function onlyItem(order: Order, [item, ...more]: readonly Item[]): readonly PreviewValue[] {
  if (!item || more.length > 0) return [];
  const others = order.items.filter(({ item_id }) => item_id !== item.item_id);
  return [itemValue(item.name, item.options, others, ['return', 'send back'])];
}

/** The order with its return requested; no money moves yet. */
export function planReturn(
  { order, user }: Shop,
  args: { readonly item_ids: readonly string[]; readonly payment_method_id: string },
): OrderChange {
  requireStatus(order, 'delivered');
  const methodId = args.payment_method_id;
  if (methodOf(user, methodId).source !== 'gift_card' && methodId !== originalMethodId(order)) {
    refuse('a refund goes to the original payment method or a gift card');
  }
  const items = positionsOf(order.items, args.item_ids).flatMap((position) => order.items[position] ?? []);
  const cents = items.reduce((sum, { price }) => sum + toCents(price), 0);
  return {
    order: {
      ...order,
      status: 'return requested',
      return_items: args.item_ids.toSorted(),
      return_payment_method_id: methodId,
    },
    items: items.map(({ name }) => name),
    values: [
      methodValue(user, methodId, REFUND_VERBS, order),
      amountValue(cents, ['refund'], ['refund']),
      ...onlyItem(order, items),
    ],
    lines: [
      ...items.map((item) => `This returns: ${pricedInWords(item)}.`),
      `When the items are back, ${inDollars(cents)} will be refunded to your ${methodInWords(user, methodId)} ${refundTime(user, methodId)}.`,
      'You will get an email that says how to send the items back.',
      'After this the order can be neither returned nor exchanged again.',
    ],
  };
}
