import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { contentHash, type Json } from '../../core/values/json.ts';
import { money } from '../../core/values/money.ts';
import { acceptArguments } from '../shared/refuse.ts';
import { planBooking } from './domain/booking.ts';
import { putChange } from './domain/effect.ts';
import {
  airport,
  cabin,
  flights,
  nonfreeBaggages,
  passengers,
  paymentId,
  totalBaggages,
  userId,
} from './domain/inputs.ts';
import { type RecordsView, viewNow, viewOver } from './domain/records-view.ts';
import { Reservation } from './domain/shapes.ts';

const input = z.strictObject({
  user_id: userId,
  origin: airport,
  destination: airport,
  flight_type: z.enum(['one_way', 'round_trip']),
  cabin,
  flights,
  passengers,
  payment_methods: z
    .array(
      z.strictObject({
        payment_id: paymentId,
        amount: money('USD').positive().describe('What this method pays, in dollars.'),
      }),
    )
    .describe('Who pays what; together exactly the price.'),
  total_baggages: totalBaggages,
  nonfree_baggages: nonfreeBaggages,
  insurance: z.enum(['yes', 'no']).describe('Travel insurance, 30 dollars a passenger.'),
});

/** Books flights for one to five passengers and charges for them. */
export function bookReservation(records: Records): Tool {
  return {
    name: 'book_reservation',
    description:
      'Books flights in one cabin for up to five passengers. The price is fares, 50 dollars a bag over the allowance, and 30 dollars a passenger for insurance; payments must add up to it. Answers the new reservation.',
    title: 'book the flights',
    input,
    output: Reservation,
    effects: true,
    idempotency: 'key',
    words: {
      verbs: ['book', 'reserve'],
      deeds: ['reservation'],
      nouns: ['flight', 'flights', 'trip', 'seats', 'tickets'],
    },
    run: async (args, { key, now }) => {
      const booking = acceptArguments(input, args);
      return await records.commit(key, ({ get, put }): Json => {
        const view = viewOver(get);
        const entry = { reservation_id: newId(view, key), created_at: inEasternTime(now) };
        return putChange(planBooking(view, booking, entry), put);
      });
    },
    preview: async (args, { now }) => {
      const booking = acceptArguments(input, args);
      const named = booking.flights.map(({ flight_number }) => flight_number);
      const view = await viewNow(records, { userId: booking.user_id, flights: named });
      const entry = { reservation_id: '', created_at: inEasternTime(now) };
      return {
        title: `Book flights from ${booking.origin} to ${booking.destination}`,
        lines: planBooking(view, booking, entry).lines,
      };
    },
  };
}

/** Six letters and digits that no reservation has, the same for the same key. */
function newId(view: RecordsView, key: string): string {
  for (let attempt = 0; ; attempt += 1) {
    const id = BigInt(`0x${contentHash([key, attempt])}`)
      .toString(36)
      .slice(-6)
      .toUpperCase();
    if (!view.taken(id)) return id;
  }
}

/** The moment as the records write it: EST, without an offset. */
function inEasternTime(now: Date): string {
  return new Date(now.getTime() - 5 * 3_600_000).toISOString().slice(0, 19);
}
