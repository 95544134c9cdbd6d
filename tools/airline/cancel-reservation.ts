import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { refuse } from '../shared/refuse.ts';
import { reservationEffect } from './domain/effect.ts';
import { reservationId } from './domain/inputs.ts';
import { refundsDue, withPayment } from './domain/payment.ts';
import type { Change, RecordsView } from './domain/records-view.ts';
import { hasLeft } from './domain/schedule.ts';
import { seatPlan } from './domain/seats.ts';
import type { Reservation } from './domain/shapes.ts';
import { cabinInWords, counted, refundInWords, segmentInWords } from './domain/wording.ts';

const input = z.strictObject({ reservation_id: reservationId });

/** Cancels a whole reservation and gives back what was paid to where it came from. */
export function cancelReservation(records: Records): Tool {
  return reservationEffect(
    {
      name: 'cancel_reservation',
      description:
        'Cancels a whole reservation and refunds what was paid within 5 to 7 business days. Answers the reservation as it is then.',
      title: 'cancel the reservation',
      input,
      words: {
        verbs: ['cancel'],
        deeds: ['cancellation'],
        nouns: [
          'reservation',
          'whole reservation',
          'entire reservation',
          'booking',
          'trip',
          'flight',
          'flights',
        ],
      },
      heading: (id) => `Cancel reservation ${id}`,
      plan: planCancellation,
    },
    records,
  );
}

/** The reservation cancelled with the refunds due, and the seats given back. The money arrives days later. */
export function planCancellation(view: RecordsView, before: Reservation): Change {
  const flown = before.flights.find(({ flight_number, date }) => hasLeft(view.flight(flight_number), date));
  if (flown)
    refuse(
      `the flight \`${flown.flight_number}\` on ${flown.date} has already left`,
      `Flight ${flown.flight_number} on ${flown.date} has left already, so nothing has been changed.`,
    );
  const seats = seatPlan(view);
  for (const { flight_number, date } of before.flights)
    seats.release({ flight_number, date, cabin: before.cabin, count: before.passengers.length });
  let reservation: Reservation = { ...before, status: 'cancelled' };
  const user = view.user(before.user_id);
  const refunds: string[] = [];
  for (const [paymentId, cents] of refundsDue(before)) {
    reservation = withPayment(reservation, paymentId, -cents);
    refunds.push(refundInWords(user, paymentId, cents));
  }
  const lines = before.flights.map((segment) => `This cancels: ${segmentInWords(segment)}.`);
  const who = `${counted(before.passengers.length, 'passenger')} in ${cabinInWords(before.cabin)}.`;
  return { reservation, user, flights: seats.flights(), lines: [...lines, `For ${who}`, ...refunds] };
}
