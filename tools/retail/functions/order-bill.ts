import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { own } from '../../../core/values/own.ts';
import { toCents, toDollars } from '../../shared/money.ts';
import { OrderDetails, User } from '../domain/shapes.ts';
import { methodInWords, refundInWords } from '../domain/wording.ts';

/** The prices of an order's items together, in dollars; and, in words, the methods that paid for it and what goes back to them. */
export const orderBill = flowFunction({
  input: z.object({ order: OrderDetails, user: User }),
  output: z.object({ total: money('USD'), paid_by: z.array(z.string()), refunds: z.array(z.string()) }),
  compute({ order, user }) {
    const total = toDollars(order.items.reduce((sum, { price }) => sum + toCents(price), 0));
    const known = order.payment_history.filter(({ payment_method_id: id }) => own(user.payment_methods, id));
    const payments = known.filter(({ transaction_type }) => transaction_type === 'payment');
    const refunds = known.filter(({ transaction_type }) => transaction_type === 'refund');
    return {
      total,
      paid_by: [...new Set(payments.map(({ payment_method_id: id }) => methodInWords(user, id)))],
      refunds: refunds.map(({ payment_method_id: id, amount }) => refundInWords(user, id, toCents(amount))),
    };
  },
});
