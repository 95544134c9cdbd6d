import type { Toolset } from '../../../core/tool.ts';
import type { JsonObject } from '../../../core/values/json.ts';
import { toCents } from '../../shared/money.ts';
import { Cabin, Reservation } from '../domain/shapes.ts';
import { type Leg, legsOf, NamedSegments, over, sum } from './fact-legs.ts';

const FLOWN: readonly string[] = ['landed', 'flying'];

/** Facts about the flights that an action names, and about those that a reservation has. */
export const flightFacts: Toolset['facts'] = {
  named_flight_numbers: over(['flights'], ({ flights }) => numbersOf(NamedSegments.parse(flights))),
  booked_flight_numbers: over(['reservation'], ({ reservation }) =>
    numbersOf(Reservation.parse(reservation).flights),
  ),
  flight_count: over(['flights'], ({ flights }) => NamedSegments.parse(flights).length),
  flights_in_one_cabin: over(['flights', 'cabin'], ({ flights, cabin }) =>
    NamedSegments.parse(flights).every((segment) => segment.cabin === undefined || segment.cabin === cabin),
  ),
  flights_known: over(['flights', 'named_flights'], (given) => namedLegs(given).every(Boolean)),
  flights_connect: route((legs) =>
    legs.every(({ origin }, index) => index === 0 || legs[index - 1]?.destination === origin),
  ),
  flights_in_order: route((legs) =>
    legs.every(({ leaves }, index) => index === 0 || (legs[index - 1]?.lands ?? '') <= leaves),
  ),
  named_origin: route((legs) => legs[0]?.origin),
  booking_is_of_its_type: route(
    (legs, { origin, destination, flight_type }) =>
      isOfType(legs, String(flight_type), origin === destination),
    ['origin', 'destination', 'flight_type'],
  ),
  trip_type_kept: route(
    (legs, { reservation }) => {
      const { origin, destination, flight_type } = Reservation.parse(reservation);
      return isOfType(legs, flight_type, origin === destination);
    },
    ['reservation'],
  ),
  booking_reaches_destination: route(
    (legs, { destination }) => reaches(legs, String(destination)),
    ['destination'],
  ),
  destination_kept: route(
    (legs, { reservation }) => reaches(legs, Reservation.parse(reservation).destination),
    ['reservation'],
  ),
  booking_flights_available: route((legs) => areAvailable(legs)),
  booking_has_seats: route(
    (legs, given) => haveSeats(legs, String(given['cabin']), given['passengers']),
    ['cabin', 'passengers'],
  ),
  flights_changed: over(['flights', 'reservation'], ({ flights, reservation }) => {
    const [named, booked] = [NamedSegments.parse(flights), Reservation.parse(reservation).flights];
    return named.length !== booked.length || named.some((segment, at) => !isSame(segment, booked[at]));
  }),
  new_flights_available: change(({ fresh }) => areAvailable(fresh)),
  new_flights_have_seats: change(({ fresh, cabin, reservation }) =>
    haveSeats(fresh, cabin, reservation.passengers),
  ),
  price_difference_cents: change(({ named, cabin, reservation }) => {
    const now = sum(named.map(({ kept, leg }) => kept ?? inCabin(leg, cabin)?.cents));
    const before = sum(reservation.flights.map(({ price }) => toCents(price)));
    return now === undefined || before === undefined
      ? undefined
      : (now - before) * reservation.passengers.length;
  }),
  has_flown: over(['reservation', 'booked_flights'], (given) =>
    bookedLegs(given).some(({ day }) => FLOWN.includes(day.status)),
  ),
  flown_flight_dropped: over(['reservation', 'booked_flights', 'flights'], (given) => {
    const named = NamedSegments.parse(given['flights']);
    const legs = bookedLegs(given);
    return Reservation.parse(given['reservation']).flights.some(
      (segment, at) =>
        FLOWN.includes(legs[at]?.day.status ?? '') && !named.some((each) => isSame(each, segment)),
    );
  }),
  airline_cancelled: over(['reservation', 'booked_flights'], (given) =>
    bookedLegs(given).some(({ day }) => day.status === 'cancelled'),
  ),
};

interface Segment {
  readonly flight_number: string;
  readonly date: string;
}

/** A requested change of flights: the legs to book, and each leg with its price if kept. */
interface Change {
  readonly reservation: Reservation;
  readonly cabin: string;
  readonly fresh: readonly Leg[];
  readonly named: readonly { readonly leg: Leg; readonly kept: number | undefined }[];
}

const numbersOf = (segments: readonly Segment[]) => [
  ...new Set(segments.map(({ flight_number }) => flight_number)),
];

function isSame(a: Segment, b: Segment | undefined): boolean {
  return a.flight_number === b?.flight_number && a.date === b.date;
}

function namedLegs({ flights, named_flights }: JsonObject): readonly (Leg | undefined)[] {
  return legsOf(NamedSegments.parse(flights), named_flights);
}

/** The legs of a reservation; its flights are in the timetable, or nothing about it can be judged. */
function bookedLegs(given: JsonObject): readonly Leg[] {
  return legsOf(Reservation.parse(given['reservation']).flights, given['booked_flights']).map((leg) => {
    if (leg === undefined) throw new Error('a flight of the reservation is not in the timetable');
    return leg;
  });
}

/** A fact about where the named flights lead; unknown flights lead nowhere. */
function route(
  compute: (legs: readonly Leg[], given: JsonObject) => boolean | string | undefined,
  needs: readonly string[] = [],
) {
  return over(['flights', 'named_flights', ...needs], (given) => {
    const legs = namedLegs(given);
    return legs.every((leg) => leg !== undefined) ? compute(legs, given) : undefined;
  });
}

const isRound = (legs: readonly Leg[]) => legs.at(-1)?.destination === legs[0]?.origin;

/** A trip that is to end where it starts looks the same one way as there and back. */
function isOfType(legs: readonly Leg[], type: string, isCircular: boolean): boolean | undefined {
  if (legs.length === 0) return undefined;
  return isCircular || (isRound(legs) ? 'round_trip' : 'one_way') === type;
}

/** A trip that ends where it starts passes through its destination; any other trip ends there. */
function reaches(legs: readonly Leg[], destination: string): boolean {
  return isRound(legs)
    ? legs.some((leg) => leg.destination === destination)
    : legs.at(-1)?.destination === destination;
}

const areAvailable = (legs: readonly Leg[]) => legs.every(({ day }) => day.status === 'available');

/** Undefined where a flight cannot be booked at all: then it has no seats to speak of. */
function haveSeats(legs: readonly Leg[], cabin: string, passengers: unknown): boolean | undefined {
  const wanted = Array.isArray(passengers) ? passengers.length : Number.NaN;
  const seats = legs.map((leg) => inCabin(leg, cabin)?.seats);
  return seats.every((each) => each !== undefined) ? seats.every((each) => each >= wanted) : undefined;
}

/** A kept flight in an unchanged cabin is not booked anew, and keeps its price. */
function change(compute: (change: Change) => boolean | number | undefined) {
  return over(['flights', 'named_flights', 'reservation', 'cabin'], (given) => {
    const reservation = Reservation.parse(given['reservation']);
    const cabin = String(given['cabin']);
    const segments = NamedSegments.parse(given['flights']);
    const named = namedLegs(given).flatMap((leg, at) => {
      const before = reservation.flights.find((segment) => isSame(segment, segments[at]));
      const kept = before && cabin === reservation.cabin ? toCents(before.price) : undefined;
      return leg === undefined ? [] : [{ leg, kept }];
    });
    if (named.length < segments.length) return undefined;
    const fresh = named.flatMap(({ leg, kept }) => (kept === undefined ? [leg] : []));
    return compute({ reservation, cabin, named, fresh });
  });
}

/** The seats left in a cabin of a flight, and their price in cents; undefined if it cannot be booked. */
export function inCabin(
  { day }: Leg,
  name: string,
): { readonly seats: number; readonly cents: number } | undefined {
  const cabin = Cabin.safeParse(name);
  if (!cabin.success || day.status !== 'available') return undefined;
  return { seats: day.available_seats[cabin.data], cents: toCents(day.prices[cabin.data]) };
}
