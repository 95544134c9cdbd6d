import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { toCents } from '../../shared/money.ts';
import { Cabin, PaymentMethod, Reservation } from '../domain/shapes.ts';
import { partsOf } from './change-searches.ts';
import { ChangeTrip } from './change-trips.ts';

const cents = money('USD', 'cents');

const input = z.object({
  reservation: Reservation,
  trip: ChangeTrip,
  /** The new way back, where both ways change. */
  back: ChangeTrip.optional(),
  cabin: Cabin,
  /** The ways to pay of the profile. */
  methods: z.record(z.string(), PaymentMethod),
});
type Change = z.output<typeof input>;

/**
 * The difference in price of a change, and the ways to settle it. The difference is left out where it cannot be told
 * from the new trips alone: a kept flight has another fare in another cabin, and its old one in the same.
 */
export const changeCost = flowFunction({
  input,
  output: z.object({
    /** To pay more; 0 where nothing is. */
    more: cents.optional(),
    /** To get back; 0 where nothing is. */
    less: cents.optional(),
    methods: z.array(PaymentMethod),
  }),
  compute(change) {
    const cost = differenceOf(change);
    const methods = Object.values(change.methods).filter(
      (method) =>
        method.source === 'credit_card' ||
        (method.source === 'gift_card' && toCents(method.amount) >= (cost ?? 0)),
    );
    return {
      methods,
      ...(cost === null ? {} : { more: Math.max(0, cost), less: Math.max(0, -cost) }),
    };
  },
});

function differenceOf({ reservation, trip, back, cabin }: Change): number | null {
  const trips = back ? [trip, back] : [trip];
  const parts = partsOf(reservation);
  const changed = parts.filter(({ part }) => trips.some((each) => each.part === part));
  const isRebooked = cabin !== reservation.cabin;
  if (isRebooked && changed.length < parts.length) return null;
  const given = changed.flatMap(({ flights }) => flights.map(keyOf));
  const isKept = trips.some(({ flights }) => flights.some((flight) => given.includes(keyOf(flight))));
  if (!isRebooked && isKept) return null;
  const before = reservation.flights.filter((flight) => given.includes(keyOf(flight)));
  const fares = (some: readonly { readonly price: number }[]) =>
    some.reduce((sum, { price }) => sum + toCents(price), 0);
  return (fares(trips) - fares(before)) * reservation.passengers.length;
}

const keyOf = ({ flight_number, date }: { readonly flight_number: string; readonly date: string }) =>
  `${flight_number} ${date}`;
