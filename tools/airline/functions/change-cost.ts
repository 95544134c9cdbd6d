import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { toCents } from '../../shared/money.ts';
import { Cabin, FlightOnDay, PaymentMethod, Reservation } from '../domain/shapes.ts';
import { partsOf } from './change-searches.ts';
import { ChangeTrip } from './change-trips.ts';

const cents = money('USD', 'cents');

const input = z.object({
  reservation: Reservation,
  trip: ChangeTrip,
  /** The new way back, where both ways change. */
  back: ChangeTrip.optional(),
  cabin: Cabin,
  /** The flights that stay and get another fare, as the timetable has them now. */
  refared: z.array(FlightOnDay.partial()).optional(),
  /** The ways to pay of the profile. */
  methods: z.record(z.string(), PaymentMethod),
});
type Change = z.output<typeof input>;

/**
 * The difference in price of a change, and the ways to settle it. The difference is left out where it cannot be told: a
 * flight that stays is not sold in the other cabin, or a new trip has a flight of the old one, which keeps its fare.
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

function differenceOf({ reservation, trip, back, cabin, refared = [] }: Change): number | null {
  const trips = back ? [trip, back] : [trip];
  const changed = partsOf(reservation).filter(({ part }) => trips.some((each) => each.part === part));
  const isRebooked = cabin !== reservation.cabin;
  const given = changed.flatMap(({ flights }) => flights.map(keyOf));
  const isKept = trips.some(({ flights }) => flights.some((flight) => given.includes(keyOf(flight))));
  if (!isRebooked && isKept) return null;
  const before = reservation.flights.filter((flight) => isRebooked || given.includes(keyOf(flight)));
  const stay = isRebooked ? reservation.flights.length - given.length : 0;
  const again = refared.flatMap(({ prices }) => (prices ? [{ price: prices[cabin] }] : []));
  if (again.length !== stay) return null;
  const fares = (some: readonly { readonly price: number }[]) =>
    some.reduce((sum, { price }) => sum + toCents(price), 0);
  return (fares([...trips, ...again]) - fares(before)) * reservation.passengers.length;
}

const keyOf = ({ flight_number, date }: { readonly flight_number: string; readonly date: string }) =>
  `${flight_number} ${date}`;
