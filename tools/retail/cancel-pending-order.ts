import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { PreviewValue, Tool } from '../../core/tool.ts';
import { refuse } from '../shared/refuse.ts';
import { type OrderChange, orderEffect, requireStatus } from './domain/effect.ts';
import { orderId } from './domain/inputs.ts';
import { charged, outstanding, withPayment } from './domain/payment.ts';
import type { Order } from './domain/shapes.ts';
import type { Shop } from './domain/shop.ts';
import { amountValue, methodValue } from './domain/shown-values.ts';
import { pricedInWords, refundInWords } from './domain/wording.ts';

const input = z.strictObject({
  order_id: orderId,
  reason: z.enum(['no longer needed', 'ordered by mistake']).describe('As the customer says.'),
});

/** Cancels a pending order and gives back what was paid to where it came from. */
export function cancelPendingOrder(records: Records): Tool {
  return orderEffect(
    {
      name: 'cancel_pending_order',
      description:
        'Cancels a whole order that is still pending. What was paid is refunded: to a gift card at once, otherwise within 5 to 7 business days. Answers the order as it is then.',
      title: 'cancel the order',
      input,
      words: { verbs: ['cancel'], deeds: ['cancellation'], nouns: ['order', 'whole order', 'entire order'] },
      heading: (id) => `Cancel order ${id}`,
      plan: planCancellation,
    },
    records,
  );
}

/** The order cancelled, and its owner with the refund. */
export function planCancellation(shop: Shop, { reason }: { readonly reason: string }): OrderChange {
  requireStatus(shop.order, 'pending');
  let order: Order = { ...shop.order, status: 'cancelled', cancel_reason: reason };
  let user = shop.user;
  const refunds: string[] = [];
  const values: PreviewValue[] = [];
  for (const [methodId, cents] of outstanding(shop.order)) {
    if (cents < 0) refuse(`more was refunded for \`${order.order_id}\` than was paid`);
    order = withPayment(order, 'refund', cents, methodId);
    user = charged(user, methodId, -cents);
    refunds.push(`${refundInWords(user, methodId, cents)}.`);
    values.push(
      methodValue(user, methodId, ['refund', 'refund to', 'credit to', 'put on', 'send to'], shop.order),
      amountValue(cents, ['refund'], ['refund']),
    );
  }
  const contents = shop.order.items.map((item) => `This cancels: ${pricedInWords(item)}.`);
  // Of several refunds, one alone is not what was shown.
  const told = refunds.length === 1 ? values : [];
  return { order, user, values: told, lines: [...contents, `Reason: ${reason}.`, ...refunds] };
}
