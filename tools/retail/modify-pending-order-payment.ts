import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { inDollars } from '../shared/money.ts';
import { refuse } from '../shared/refuse.ts';
import { type OrderChange, orderEffect, requireStatus } from './domain/effect.ts';
import { orderId, paymentMethodId } from './domain/inputs.ts';
import { charged, outstanding, withPayment } from './domain/payment.ts';
import type { Shop } from './domain/shop.ts';
import { amountValue, methodValue } from './domain/shown-values.ts';
import { methodInWords, refundInWords } from './domain/wording.ts';

const input = z.strictObject({ order_id: orderId, payment_method_id: paymentMethodId });

/** Has a pending order paid by another method of the profile and gives the first payment back. */
export function modifyPendingOrderPayment(records: Records): Tool {
  return orderEffect(
    {
      name: 'modify_pending_order_payment',
      description:
        'Pays a pending order by another payment method of the customer. The one it was paid by is refunded. Answers the order as it is then.',
      title: 'change how the order is paid',
      input,
      words: {
        verbs: ['change', 'update', 'modify', 'switch'],
        deeds: ['changes', 'modification'],
        nouns: ['payment', 'payment method', 'method of payment', 'way of paying'],
      },
      heading: (id) => `Change the payment of order ${id}`,
      plan: planPaymentChange,
    },
    records,
  );
}

/** The order paid anew, and its owner after both movements. */
function planPaymentChange({ order, user }: Shop, args: { readonly payment_method_id: string }): OrderChange {
  requireStatus(order, 'pending');
  const [current, ...others] = outstanding(order);
  if (!current || others.length > 0 || current[1] < 0)
    refuse(`\`${order.order_id}\` is not paid by one method`);
  const [oldId, cents] = current;
  const newId = args.payment_method_id;
  if (newId === oldId) refuse(`\`${order.order_id}\` is already paid by \`${newId}\``);
  const paid = withPayment(order, 'payment', cents, newId);
  return {
    order: withPayment(paid, 'refund', cents, oldId),
    user: charged(charged(user, newId, cents), oldId, -cents),
    values: [
      methodValue(user, newId, [
        'use',
        'pay with',
        'pay by',
        'charge',
        'charge to',
        'put on',
        'change to',
        'switch to',
      ]),
      amountValue(cents, ['charge', 'pay'], []),
    ],
    lines: [
      `You pay ${inDollars(cents)} for order ${order.order_id} with your ${methodInWords(user, newId)}.`,
      `${refundInWords(user, oldId, cents)}.`,
    ],
  };
}
