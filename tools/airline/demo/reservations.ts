import type { Random } from '../../../core/values/seeded-random.ts';
import { toDollars } from '../../shared/money.ts';
import { refuse } from '../../shared/refuse.ts';
import { freeBags } from '../domain/baggage.ts';
import { priceOf } from '../domain/booking.ts';
import { arrival, departure } from '../domain/schedule.ts';
import type { Cabin, Reservation, Segment, User } from '../domain/shapes.ts';
import { DAYS, stamp } from './clock.ts';
import type { DemoFlight } from './flights.ts';
import { demoPassenger, type Person } from './people.ts';

/** The draft of a reservation; flights are `TR101 2024-05-20`. */
export interface ReservationDraft
  extends Pick<
    Reservation,
    'reservation_id' | 'user_id' | 'cabin' | 'passengers' | 'total_baggages' | 'insurance' | 'created_at'
  > {
  readonly flights: readonly string[];
  readonly back: boolean;
  readonly payment_id: string;
}

/** The demo's flights, by number. */
export type Flights = ReadonlyMap<string, DemoFlight>;

/** A reservation at the fares of its days, paid in full by one method. */
export function reserved(flights: Flights, user: User, draft: ReservationDraft): Reservation {
  const { back, payment_id, flights: legs, ...terms } = draft;
  const segments = legs.map((leg) => segmentOf(flights, leg, terms.cabin));
  const turn = segments[back ? segments.length / 2 - 1 : segments.length - 1];
  const nonfree_baggages = Math.max(0, terms.total_baggages - freeBags(user, terms));
  const cents = priceOf({ ...terms, flights: segments, nonfree_baggages });
  return {
    ...terms,
    origin: segments[0]?.origin ?? '',
    destination: turn?.destination ?? '',
    flight_type: back ? 'round_trip' : 'one_way',
    flights: segments,
    nonfree_baggages,
    payment_history: [{ payment_id, amount: toDollars(cents) }],
  };
}

function segmentOf(flights: Flights, leg: string, cabin: Cabin): Segment {
  const [flight_number = '', date = ''] = leg.split(' ');
  const known = flights.get(flight_number);
  const price = known?.fares.get(date)?.[cabin];
  if (!known || price === undefined) refuse(`there is no flight \`${leg}\``);
  const { origin, destination } = known.flight;
  return { flight_number, origin, destination, date, price };
}

/** Makes up a reservation: one way or there and back, with a change of planes now and then. */
export function demoReservation(random: Random, { id, user }: Person, flights: Flights): Reservation {
  const first = random.between(0, DAYS.length - 8);
  const out = journey(random, flights, DAYS[first] ?? '');
  const back = random.chance(45) ? returning(flights, out, DAYS[first + random.between(2, 6)] ?? '') : [];
  const payers = Object.keys(user.payment_methods).filter((method) => !method.startsWith('certificate'));
  const self = { ...user.name, dob: user.dob };
  const others = Array.from({ length: random.pick([0, 0, 0, 1, 1, 2, 3]) }, () => demoPassenger(random));
  const booked = Math.min(first, random.between(8, 14));
  return reserved(flights, user, {
    reservation_id: demoReservationId(random),
    user_id: id,
    cabin: random.pick(['basic_economy', 'economy', 'economy', 'business']),
    passengers: [self, ...others],
    total_baggages: random.between(0, 2 + others.length),
    insurance: random.chance(40) ? 'yes' : 'no',
    created_at: stamp(DAYS[0] ?? '', (booked - 1) * 1440 + random.between(1, 1430)),
    flights: [...out, ...back],
    back: back.length > 0,
    payment_id: random.pick(payers),
  });
}

function journey(random: Random, flights: Flights, date: string): readonly string[] {
  const first = random.pick([...flights.values()]).flight;
  const leg = `${first.flight_number} ${date}`;
  if (random.chance(65) || !arrival(first, date).startsWith(date)) return [leg];
  const onward = [...flights.values()].find(
    ({ flight }) =>
      flight.origin === first.destination &&
      flight.destination !== first.origin &&
      departure(flight, date) >= arrival(first, date),
  );
  return onward ? [leg, `${onward.flight.flight_number} ${date}`] : [leg];
}

/** The direct way back, when there is one and the way out was direct. */
function returning(flights: Flights, out: readonly string[], date: string): readonly string[] {
  const there = flights.get(out[0]?.slice(0, 5) ?? '')?.flight;
  const home = [...flights.values()].find(
    ({ flight }) => flight.origin === there?.destination && flight.destination === there.origin,
  );
  return out.length === 1 && home ? [`${home.flight.flight_number} ${date}`] : [];
}

/** Three letters and three digits; made-up ids never look like the documented ones. */
function demoReservationId(random: Random): string {
  const letter = () => random.pick([...'BCDFGHJKPQRSTVWXYZ']);
  return `${letter()}${letter()}${letter()}${random.number(3)}`;
}
