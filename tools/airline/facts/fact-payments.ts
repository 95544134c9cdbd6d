import { z } from 'zod';
import type { Toolset } from '../../../core/tool.ts';
import type { Json } from '../../../core/values/json.ts';
import { toCents } from '../../shared/money.ts';
import { BAG_CENTS, freeBags } from '../domain/baggage.ts';
import { Cabin, Reservation, User } from '../domain/shapes.ts';
import { inCabin } from './fact-flights.ts';
import { legsOf, NamedSegments, over, sum } from './fact-legs.ts';

const INSURANCE_CENTS = 3000;
const Payments = z.array(z.object({ payment_id: z.string(), amount: z.number() }));
const Count = z.number().int();

/** Facts about bags, prices and means of payment. Money is in cents. */
export const paymentFacts: Toolset['facts'] = {
  payment_method: over(['profile', 'payment_id'], ({ profile, payment_id }) =>
    methodOf(User.parse(profile), z.string().parse(payment_id)),
  ),
  payments: over(['profile', 'payment_methods'], ({ profile, payment_methods }) =>
    summaryOf(User.parse(profile), Payments.parse(payment_methods)),
  ),
  booking_total_cents: over(
    ['flights', 'named_flights', 'cabin', 'passengers', 'nonfree_baggages', 'insurance'],
    ({ flights, named_flights, cabin, passengers, nonfree_baggages, insurance }) => {
      const legs = legsOf(NamedSegments.parse(flights), named_flights);
      const fare = sum(legs.map((leg) => leg && inCabin(leg, String(cabin))?.cents));
      const insured = z.enum(['yes', 'no']).parse(insurance) === 'yes' ? INSURANCE_CENTS : 0;
      const perPassenger = sum([fare, insured]);
      return (
        perPassenger &&
        perPassenger * z.array(z.unknown()).parse(passengers).length +
          BAG_CENTS * Count.parse(nonfree_baggages)
      );
    },
  ),
  booking_paid_bags: over(
    ['profile', 'cabin', 'passengers', 'total_baggages'],
    ({ profile, cabin, passengers, total_baggages }) =>
      paidBags(
        User.parse(profile),
        String(cabin),
        z.array(z.unknown()).parse(passengers),
        Count.parse(total_baggages),
      ),
  ),
  reservation_paid_bags: over(
    ['profile', 'reservation', 'total_baggages'],
    ({ profile, reservation, total_baggages }) => {
      const { cabin, passengers } = Reservation.parse(reservation);
      return paidBags(User.parse(profile), cabin, passengers, Count.parse(total_baggages));
    },
  ),
  reservation_paid_cents: over(['reservation'], ({ reservation }) =>
    Reservation.parse(reservation).payment_history.reduce((total, { amount }) => total + toCents(amount), 0),
  ),
  added_bags_cents: over(
    ['reservation', 'nonfree_baggages'],
    ({ reservation, nonfree_baggages }) =>
      BAG_CENTS *
      Math.max(0, Count.parse(nonfree_baggages) - Reservation.parse(reservation).nonfree_baggages),
  ),
};

/** The number of bags to pay for; undefined for an unknown cabin. */
function paidBags(
  user: User,
  name: string,
  passengers: readonly unknown[],
  total: number,
): number | undefined {
  const cabin = Cabin.safeParse(name);
  return cabin.success ? Math.max(0, total - freeBags(user, { cabin: cabin.data, passengers })) : undefined;
}

function methodOf({ payment_methods }: User, id: string) {
  const method = new Map(Object.entries(payment_methods)).get(id);
  if (method === undefined) return undefined;
  return method.source === 'credit_card'
    ? { source: method.source }
    : { source: method.source, balance_cents: toCents(method.amount) };
}

/** A method that stands twice counts twice, and pays what both entries say. */
function summaryOf(profile: User, payments: z.output<typeof Payments>): Json {
  const entries = payments.map(({ payment_id, amount }) => ({
    id: payment_id,
    cents: toCents(amount),
    method: methodOf(profile, payment_id),
  }));
  const spent = (id: string) =>
    entries.reduce((total, entry) => (entry.id === id ? total + entry.cents : total), 0);
  const count = (source: string) => entries.filter(({ method }) => method?.source === source).length;
  return {
    total_cents: entries.reduce((total, { cents }) => total + cents, 0),
    all_in_profile: entries.every(({ method }) => method !== undefined),
    certificates: count('certificate'),
    credit_cards: count('credit_card'),
    gift_cards: count('gift_card'),
    negative: entries.some(({ cents }) => cents < 0),
    covered: entries.every(
      ({ id, method }) => method?.balance_cents === undefined || spent(id) <= method.balance_cents,
    ),
  };
}
