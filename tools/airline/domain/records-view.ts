import type { Records, RecordsTransaction } from '../../../core/ports/records.ts';
import type { Json } from '../../../core/values/json.ts';
import { readAs } from '../../shared/refuse.ts';
import { Flight, Reservation, User } from './shapes.ts';

type Lookup = RecordsTransaction['get'];

/** The records as one transaction, or one moment, sees them; every read refuses what is not there. */
export interface RecordsView {
  reservation(id: string): Reservation;
  user(id: string): User;
  flight(number: string): Flight;
  /** True if a reservation has this id. */
  taken(reservationId: string): boolean;
}

/** An action's changes of the records, with words for the customer. */
export interface Change {
  readonly reservation: Reservation;
  readonly user: User;
  /** Flights whose seats change. */
  readonly flights: readonly Flight[];
  /** One sentence a line. */
  readonly lines: readonly string[];
  /** Names of what is added, if it can be several. */
  readonly items?: readonly string[];
}

/** The view over a way to look records up. */
export function viewOver(get: Lookup): RecordsView {
  return {
    reservation: (id) => readAs(Reservation, get('reservations', id), id),
    user: (id) => readAs(User, get('users', id), id),
    flight: (number) => readAs(Flight, get('flights', number), number),
    taken: (id) => get('reservations', id) !== undefined,
  };
}

/** The view at this moment, to show what an action would do. */
export async function viewNow(
  records: Records,
  named: { readonly reservationId?: string; readonly userId?: string; readonly flights: readonly string[] },
): Promise<RecordsView> {
  const known = new Map<string, Json>();
  const load = async (collection: string, id: string) => {
    const record = await records.get(collection, id);
    if (record !== undefined) known.set(`${collection} ${id}`, record);
  };
  const view = viewOver((collection, id) => known.get(`${collection} ${id}`));
  const flights = new Set(named.flights);
  let userId = named.userId;
  if (named.reservationId !== undefined) {
    await load('reservations', named.reservationId);
    const reservation = view.reservation(named.reservationId);
    userId = reservation.user_id;
    for (const { flight_number } of reservation.flights) flights.add(flight_number);
  }
  await Promise.all([...flights].map((number) => load('flights', number)));
  if (userId !== undefined) await load('users', userId);
  return view;
}
