import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { inDollars } from '../shared/money.ts';
import { refuse } from '../shared/refuse.ts';
import { BAG_CENTS, requireAllowance } from './domain/baggage.ts';
import { reservationEffect } from './domain/effect.ts';
import { nonfreeBaggages, paymentId, reservationId, totalBaggages } from './domain/inputs.ts';
import { settled, withPayment } from './domain/payment.ts';
import type { Change, RecordsView } from './domain/records-view.ts';
import type { Reservation } from './domain/shapes.ts';
import { counted, methodInWords } from './domain/wording.ts';

const input = z.strictObject({
  reservation_id: reservationId,
  total_baggages: totalBaggages,
  nonfree_baggages: nonfreeBaggages,
  payment_id: paymentId,
});

/** Adds checked bags; those over the free allowance are charged. */
export function updateReservationBaggages(records: Records): Tool {
  return reservationEffect(
    {
      name: 'update_reservation_baggages',
      description:
        'Adds checked bags to a reservation, by its new totals; each over the free allowance costs 50 dollars. Bags cannot be removed. Answers the reservation as it is then.',
      title: 'add checked bags',
      input,
      words: {
        verbs: ['add'],
        items: ['bag', 'suitcase', 'piece of luggage'],
        nouns: ['luggage', 'baggage'],
      },
      heading: (id) => `Add checked bags to reservation ${id}`,
      plan: planBaggages,
    },
    records,
  );
}

function planBaggages(view: RecordsView, before: Reservation, args: z.output<typeof input>): Change {
  const { total_baggages, nonfree_baggages, payment_id } = args;
  const user = view.user(before.user_id);
  const added = total_baggages - before.total_baggages;
  if (added < 1) refuse(`the reservation has ${counted(before.total_baggages, 'bag')} already`);
  const bags = { ...before, total_baggages, nonfree_baggages };
  requireAllowance(user, bags);
  const cents = Math.max(0, nonfree_baggages - before.nonfree_baggages) * BAG_CENTS;
  return {
    reservation: withPayment(bags, payment_id, cents),
    user: settled(user, payment_id, cents),
    flights: [],
    items: Array.from({ length: added }, () => 'checked bag'),
    lines: [
      `This adds ${counted(added, 'checked bag')}: ${total_baggages} in all, ${nonfree_baggages} of them not free.`,
      cents === 0
        ? 'This costs nothing.'
        : `You pay ${inDollars(cents)} with your ${methodInWords(user, payment_id)}.`,
      'Bags cannot be removed later.',
    ],
  };
}
