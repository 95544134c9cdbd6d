import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { toCents, toDollars } from '../../shared/money.ts';
import { PaymentMethod } from '../domain/shapes.ts';

type Method = z.output<typeof PaymentMethod>;

/** A certificate pays first, since the rest of it is lost, and a credit card pays the rest. */
const RANKS = { certificate: 0, gift_card: 1, credit_card: 2 } as const;

/** The amount that each of the chosen methods pays of a price. */
export const splitPayment = flowFunction({
  input: z.object({ total: money('USD', 'cents'), methods: z.array(PaymentMethod) }),
  output: z.object({
    payments: z.array(z.object({ payment_id: z.string(), amount: money('USD') })),
    /** The part of the price that none of them covers. */
    missing: money('USD', 'cents'),
  }),
  compute({ total, methods }) {
    let missing = total;
    const payments = methods.toSorted(byRank).map((method) => {
      const paid = method.source === 'credit_card' ? missing : Math.min(missing, toCents(method.amount));
      missing -= paid;
      return { payment_id: method.id, amount: toDollars(paid) };
    });
    return { payments: payments.filter(({ amount }) => amount > 0), missing };
  },
});

/** Of certificates the larger first, since the rest of one is lost; of gift cards the smaller, which is then used up. */
function byRank(one: Method, other: Method): number {
  if (one.source !== other.source) return RANKS[one.source] - RANKS[other.source];
  const difference = balance(one) - balance(other);
  return one.source === 'certificate' ? -difference : difference;
}

const balance = (method: Method): number => (method.source === 'credit_card' ? 0 : method.amount);
