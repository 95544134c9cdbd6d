import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { BAG_CENTS, freeBags } from '../domain/baggage.ts';
import { Cabin, User } from '../domain/shapes.ts';

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
  }),
  compute({ membership, cabin, passengers, now, paid, more, total }) {
    const after = total ?? now + (more ?? 0);
    const free = freeBags({ membership }, { cabin, passengers });
    const nonfree = Math.max(0, after - free);
    return {
      added: after - now,
      total: after,
      nonfree,
      free,
      cost: Math.max(0, nonfree - paid) * BAG_CENTS,
    };
  },
});
