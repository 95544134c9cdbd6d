import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { toCents } from '../shared/money.ts';
import { refuse } from '../shared/refuse.ts';
import { reservationEffect } from './domain/effect.ts';
import { cabin, flights, paymentId, reservationId } from './domain/inputs.ts';
import { requireJourney } from './domain/journey.ts';
import { settled, withPayment } from './domain/payment.ts';
import type { Change, RecordsView } from './domain/records-view.ts';
import { hasLeft } from './domain/schedule.ts';
import { seatPlan } from './domain/seats.ts';
import type { Reservation, Segment } from './domain/shapes.ts';
import { cabinInWords, counted, differenceInWords, segmentInWords } from './domain/wording.ts';

const input = z.strictObject({ reservation_id: reservationId, cabin, flights, payment_id: paymentId });
type Update = z.output<typeof input>;
type Leg = Update['flights'][number];

/** Changes the flights or the cabin of a reservation and settles the difference in price. */
export function updateReservationFlights(records: Records): Tool {
  return reservationEffect(
    {
      name: 'update_reservation_flights',
      description:
        'Changes flights or the cabin of a reservation. Name all flights, also kept ones, which keep their fare if the cabin stays. The difference in price is paid by or refunded to one credit card or gift card. Answers the reservation as it is then.',
      title: 'change the flights',
      input,
      words: {
        verbs: ['change', 'update', 'modify', 'switch', 'rebook'],
        deeds: ['changes', 'modification', 'update'],
        nouns: ['reservation', 'booking', 'trip', 'flights', 'flight'],
      },
      heading: (id) => `Change the flights of reservation ${id}`,
      flights: (args) => args.flights.map(({ flight_number }) => flight_number),
      plan: planFlights,
    },
    records,
  );
}

/** The reservation on its new flights, its owner after the difference, and the seats moved. */
function planFlights(view: RecordsView, before: Reservation, args: Omit<Update, 'reservation_id'>): Change {
  const rebooked = args.cabin !== before.cabin;
  const kept = (leg: Leg) => (rebooked ? undefined : before.flights.find((segment) => same(segment, leg)));
  const dropped = before.flights.filter(
    (segment) => rebooked || !args.flights.some((leg) => same(segment, leg)),
  );
  requireChangeable(view, before, dropped, args);
  const count = before.passengers.length;
  const seats = seatPlan(view);
  for (const { flight_number, date } of dropped)
    seats.release({ flight_number, date, cabin: before.cabin, count });
  const segments = args.flights.map((leg) => kept(leg) ?? seats.take({ ...leg, cabin: args.cabin, count }));
  if (!sameFlights(before.flights, args.flights)) requireJourney(view, before, segments);
  const cents = (fare(segments) - fare(before.flights)) * count;
  const user = view.user(before.user_id);
  const after: Reservation = { ...before, cabin: args.cabin, flights: segments };
  return {
    reservation: withPayment(after, args.payment_id, cents),
    user: settled(user, args.payment_id, cents),
    flights: seats.flights(),
    lines: [
      ...dropped.map(
        (segment) => `This gives up: ${segmentInWords(segment)}, ${cabinInWords(before.cabin)}.`,
      ),
      ...segments
        .filter((segment) => !kept(segment))
        .map((segment) => `This books: ${segmentInWords(segment)}, ${cabinInWords(args.cabin)}.`),
      `For ${counted(count, 'passenger')}.`,
      differenceInWords(user, args.payment_id, cents),
    ],
  };
}

function requireChangeable(
  view: RecordsView,
  before: Reservation,
  dropped: readonly Segment[],
  args: Pick<Update, 'cabin' | 'flights'>,
): void {
  const moved = !sameFlights(before.flights, args.flights);
  if (!moved && args.cabin === before.cabin) refuse('the reservation has these flights already');
  if (moved && before.cabin === 'basic_economy') refuse('basic economy flights cannot be changed');
  const flown = dropped.find(({ flight_number, date }) => hasLeft(view.flight(flight_number), date));
  if (flown) refuse(`the flight \`${flown.flight_number}\` on ${flown.date} has already left`);
}

function same(one: Leg, other: Leg): boolean {
  return one.flight_number === other.flight_number && one.date === other.date;
}

function sameFlights(before: readonly Leg[], after: readonly Leg[]): boolean {
  return (
    before.length === after.length &&
    before.every((leg, index) => same(leg, after[index] ?? { flight_number: '', date: '' }))
  );
}

/** The fare of one passenger for the flights, in cents. */
function fare(segments: readonly Segment[]): number {
  return segments.reduce((sum, { price }) => sum + toCents(price), 0);
}
