import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { toCents } from '../../shared/money.ts';
import { PaymentMethod } from '../domain/shapes.ts';

const Held = z.object({ count: z.int(), total: money('USD', 'cents') });

/** The gift cards and travel certificates of a profile, with what they hold together. */
export const balances = flowFunction({
  input: z.object({ payment_methods: z.record(z.string(), PaymentMethod) }),
  output: z.object({ gift_cards: Held, certificates: Held }),
  compute({ payment_methods }) {
    const held = (source: 'gift_card' | 'certificate') => {
      const cents = Object.values(payment_methods).flatMap((method) =>
        method.source === source && 'amount' in method ? [toCents(Number(method.amount))] : [],
      );
      return { count: cents.length, total: cents.reduce((sum, each) => sum + each, 0) };
    };
    return { gift_cards: held('gift_card'), certificates: held('certificate') };
  },
});
