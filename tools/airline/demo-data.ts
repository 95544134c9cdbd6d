import type { World } from '../../core/ports/records.ts';
import type { Json } from '../../core/values/json.ts';
import { own, setOwn } from '../../core/values/own.ts';
import { seededRandom } from '../../core/values/seeded-random.ts';
import { planCancellation } from './cancel-reservation.ts';
import { AIRPORTS } from './demo/airports.ts';
import { knownCustomers } from './demo/customers.ts';
import { demoFlights } from './demo/flights.ts';
import { demoPerson } from './demo/people.ts';
import { demoReservation } from './demo/reservations.ts';
import { putChange } from './domain/effect.ts';
import { viewOver } from './domain/records-view.ts';
import { hasLeft } from './domain/schedule.ts';
import type { Reservation } from './domain/shapes.ts';

const PEOPLE = 170;
const MOST_RESERVATIONS = 4;
/** So many of a hundred reservations were cancelled, unless a flight had left. */
const CANCELLED = 8;

/** The demo airline: the same records on every machine and at every time. */
export function seed(): World {
  const made = new Map(demoFlights().map((each) => [each.flight.flight_number, each]));
  const random = seededRandom('the demo airline');
  const world: Growing = {
    airports: Object.fromEntries(AIRPORTS.map((each) => [each.code, each])),
    flights: Object.fromEntries([...made].map(([number, { flight }]) => [number, flight])),
    users: {},
    reservations: {},
  };
  for (const customer of knownCustomers(made)) {
    setOwn(world.users, customer.id, customer.user);
    for (const each of customer.reservations) setOwn(world.reservations, each.reservation_id, each);
  }
  for (let number = 0; number < PEOPLE; number += 1) {
    const person = demoPerson(random);
    const booked = Array.from({ length: random.between(1, MOST_RESERVATIONS) }, () =>
      demoReservation(random, person, made),
    );
    const ids = booked.map(({ reservation_id }) => reservation_id);
    setOwn(world.users, person.id, { ...person.user, reservations: ids });
    for (const each of booked) {
      setOwn(world.reservations, each.reservation_id, each);
      if (random.chance(CANCELLED)) cancelIfNotLeft(world, each);
    }
  }
  return { ...world };
}

type Growing = Record<'airports' | 'flights' | 'users' | 'reservations', Record<string, Json>>;

/** The plan of the tool that serves customers makes the demo's older cancellations. */
function cancelIfNotLeft(world: Growing, reservation: Reservation): void {
  const view = viewOver((collection, id) => own(world[collection as keyof Growing], id));
  if (reservation.flights.some((leg) => hasLeft(view.flight(leg.flight_number), leg.date))) return;
  putChange(planCancellation(view, reservation), (collection, id, record) => {
    setOwn(world[collection as keyof Growing], id, record);
  });
}
