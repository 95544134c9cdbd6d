import type { Json } from '../../core/json.ts';
import type { Records, RecordsTransaction } from '../../core/ports/records.ts';
import { readAs } from '../shared/refuse.ts';
import { Flight, Reservation, User } from './shapes.ts';

type Lookup = RecordsTransaction['get'];

/** The records as one transaction, or one moment, sees them; every read refuses what is not there. */
export interface Desk {
  reservation(id: string): Reservation;
  user(id: string): User;
  flight(number: string): Flight;
  /** Whether a reservation has this id. */
  taken(reservationId: string): boolean;
}

/** What an action makes of the records, and how that is said to the customer. */
export interface Change {
  readonly reservation: Reservation;
  readonly user: User;
  /** Flights whose seats change. */
  readonly flights: readonly Flight[];
  /** One sentence a line. */
  readonly lines: readonly string[];
}

/** The desk over a way to look records up. */
export function deskOver(get: Lookup): Desk {
  return {
    reservation: (id) => readAs(Reservation, get('reservations', id), id),
    user: (id) => readAs(User, get('users', id), id),
    flight: (number) => readAs(Flight, get('flights', number), number),
    taken: (id) => get('reservations', id) !== undefined,
  };
}

/** The desk at this moment, to show what an action would do. */
export async function deskNow(
  records: Records,
  named: { readonly reservationId?: string; readonly userId?: string; readonly flights: readonly string[] },
): Promise<Desk> {
  const known = new Map<string, Json>();
  const load = async (collection: string, id: string) => {
    const record = await records.get(collection, id);
    if (record !== undefined) known.set(`${collection} ${id}`, record);
  };
  const desk = deskOver((collection, id) => known.get(`${collection} ${id}`));
  const flights = new Set(named.flights);
  let userId = named.userId;
  if (named.reservationId !== undefined) {
    await load('reservations', named.reservationId);
    const reservation = desk.reservation(named.reservationId);
    userId = reservation.user_id;
    for (const { flight_number } of reservation.flights) flights.add(flight_number);
  }
  await Promise.all([...flights].map((number) => load('flights', number)));
  if (userId !== undefined) await load('users', userId);
  return desk;
}
