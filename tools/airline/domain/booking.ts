import { inDollars, toCents } from '../../shared/money.ts';
import { refuse } from '../../shared/refuse.ts';
import { BAG_CENTS, requireAllowance } from './baggage.ts';
import { requireJourney } from './journey.ts';
import { charged, methodOf } from './payment.ts';
import type { Change, RecordsView } from './records-view.ts';
import { seatPlan } from './seats.ts';
import type { Reservation, Segment, User } from './shapes.ts';
import { cabinInWords, counted, methodInWords, passengerInWords, segmentInWords } from './wording.ts';

/** The price of insurance for a passenger, in cents. */
export const INSURANCE_CENTS = 3000;
const MOST_PASSENGERS = 5;
const MOST_METHODS = { certificate: 1, credit_card: 1, gift_card: 3 } as const;

/** A booking with its payments. */
export interface Booking
  extends Pick<
    Reservation,
    | 'user_id'
    | 'origin'
    | 'destination'
    | 'flight_type'
    | 'cabin'
    | 'total_baggages'
    | 'nonfree_baggages'
    | 'insurance'
  > {
  readonly passengers: readonly {
    readonly first_name: string;
    readonly last_name: string;
    readonly dob: string;
  }[];
  readonly flights: readonly { readonly flight_number: string; readonly date: string }[];
  readonly payment_methods: readonly { readonly payment_id: string; readonly amount: number }[];
}

/** A new reservation paid in full, its owner after paying, and the seats taken. */
export function planBooking(
  view: RecordsView,
  booking: Booking,
  entry: { readonly reservation_id: string; readonly created_at: string },
): Change {
  const { payment_methods: payments, flights, ...terms } = booking;
  const user = view.user(terms.user_id);
  const count = terms.passengers.length;
  if (count > MOST_PASSENGERS) refuse(`a reservation is for at most ${MOST_PASSENGERS} passengers`);
  const seats = seatPlan(view);
  const segments = flights.map((leg) => seats.take({ ...leg, cabin: terms.cabin, count }));
  requireJourney(view, terms, segments);
  const reservation: Reservation = {
    ...entry,
    ...terms,
    passengers: [...terms.passengers],
    flights: segments,
    payment_history: [...payments],
  };
  requireAllowance(user, reservation);
  const cents = priceOf(reservation);
  requirePaid(user, payments, cents);
  const payer = payments.reduce(
    (paying, { payment_id, amount }) => charged(paying, payment_id, toCents(amount)),
    user,
  );
  return {
    reservation,
    user: { ...payer, reservations: [...payer.reservations, entry.reservation_id] },
    flights: seats.flights(),
    lines: inWords(user, reservation, cents),
  };
}

/** The price of a reservation in cents: fares, bags over the allowance, insurance. */
export function priceOf(
  terms: Pick<Reservation, 'nonfree_baggages' | 'insurance'> & {
    readonly flights: readonly Pick<Segment, 'price'>[];
    readonly passengers: readonly unknown[];
  },
): number {
  const fares = terms.flights.reduce((sum, { price }) => sum + toCents(price), 0);
  const insurance = terms.insurance === 'yes' ? INSURANCE_CENTS : 0;
  return (fares + insurance) * terms.passengers.length + terms.nonfree_baggages * BAG_CENTS;
}

function requirePaid(user: User, payments: Booking['payment_methods'], cents: number): void {
  const ids = payments.map(({ payment_id }) => payment_id);
  if (new Set(ids).size !== ids.length) refuse('a payment method is named twice');
  const sources = ids.map((id) => methodOf(user, id).source);
  for (const [source, most] of Object.entries(MOST_METHODS))
    if (sources.filter((each) => each === source).length > most)
      refuse(`at most ${most} of \`${source}\` may pay for a reservation`);
  const paid = payments.reduce((sum, { amount }) => sum + toCents(amount), 0);
  if (paid !== cents) refuse(`the price is ${inDollars(cents)}, not ${inDollars(paid)}`);
}

function inWords(user: User, reservation: Reservation, cents: number): readonly string[] {
  const { cabin, flights, passengers, payment_history, insurance } = reservation;
  return [
    ...flights.map(
      (segment) =>
        `This books: ${segmentInWords(segment)}, ${cabinInWords(cabin)}, ${inDollars(toCents(segment.price))} a passenger.`,
    ),
    ...passengers.map((passenger) => `Will fly: ${passengerInWords(passenger)}.`),
    `Checked bags: ${reservation.total_baggages}, ${reservation.nonfree_baggages} of them not free.`,
    insurance === 'yes'
      ? `Travel insurance: ${inDollars(INSURANCE_CENTS)} a passenger.`
      : 'Without travel insurance, which cannot be added later.',
    `The price for ${counted(passengers.length, 'passenger')} is ${inDollars(cents)}.`,
    ...payment_history.flatMap(({ payment_id, amount }) => paidBy(user, payment_id, toCents(amount))),
  ];
}

function paidBy(user: User, paymentId: string, cents: number): readonly string[] {
  const method = methodOf(user, paymentId);
  const line = `You pay ${inDollars(cents)} with your ${methodInWords(user, paymentId)}.`;
  const rest = method.source === 'certificate' ? toCents(method.amount) - cents : 0;
  return rest > 0 ? [line, `The remaining ${inDollars(rest)} of the certificate are lost.`] : [line];
}
