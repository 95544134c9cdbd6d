import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { own } from '../../../core/values/own.ts';
import { BAG_CENTS, freeBags } from '../domain/baggage.ts';
import { Cabin, PaymentMethod, User } from '../domain/shapes.ts';

const input = z.object({
  membership: User.shape.membership,
  cabin: Cabin,
  passengers: z.array(z.unknown()),
  /** Checked bags of the reservation now, and those of them that are paid for. */
  now: z.int(),
  paid: z.int(),
  /** The number to add, negative to remove; or, before that, the number that there are to be in all. */
  more: z.int().optional(),
  total: z.int().optional(),
  /** The payments of the reservation so far, and the means of payment of the profile. */
  history: z.array(z.object({ payment_id: z.string() }).loose()),
  methods: z.record(z.string(), PaymentMethod),
});

/** The checked bags of a reservation after a change, how many of them cost money, and what the change costs. */
export const bagsAfter = flowFunction({
  input,
  output: z.object({
    added: z.int(),
    total: z.int(),
    nonfree: z.int(),
    /** Bags that are free for all passengers together. */
    free: z.int(),
    cost: money('USD', 'cents'),
    /** The means of payment that a change without a price is noted with: the last one used, if it is still there. */
    noted_with: z.string(),
  }),
  compute({ membership, cabin, passengers, now, paid, more, total, history, methods }) {
    const after = total ?? now + (more ?? 0);
    const free = freeBags({ membership }, { cabin, passengers });
    const nonfree = Math.max(0, after - free);
    const last = history.at(-1)?.payment_id ?? '';
    const source = own(methods, last)?.source ?? 'certificate';
    return {
      added: after - now,
      total: after,
      nonfree,
      free,
      cost: Math.max(0, nonfree - paid) * BAG_CENTS,
      noted_with: source === 'certificate' ? '' : last,
    };
  },
});
