import { memoryRecords } from '../adapters/records/memory-records.ts';
import type { Records, World } from '../core/ports/records.ts';
import type { Tool } from '../core/tool.ts';
import type { Json } from '../core/values/json.ts';
import { airlineTools } from '../tools/airline/airline-tools.ts';
import { seed } from '../tools/airline/demo-data.ts';
import type { Flight, FlightDay, Reservation, User } from '../tools/airline/domain/shapes.ts';

/** The demo airline's records, read only. */
const world = seed();
/** The payment methods of the documented customer. */
export const [CARD, GIFT_CARD, CERTIFICATE] = [
  'credit_card_2000001',
  'gift_card_2000002',
  'certificate_2000003',
] as const;
/** The documented customer. */
export const lena = 'lena_marsh_2001';
/** The documented customer, as somebody who flies. */
export const LENA = { first_name: 'Lena', last_name: 'Marsh', dob: '1986-03-12' } as const;
/** A record of the demo airline in its shape. */
export const record = <T>(collection: string, id: string) => world[collection]?.[id] as T;
/** A reservation of the demo airline. */
export const reservation = (id: string) => record<Reservation>('reservations', id);
/** A flight of the demo airline on a day that it can be booked. */
export const bookable = (number: string, date: string) =>
  record<Flight>('flights', number).dates[date] as Extract<FlightDay, { status: 'available' }>;
/** The context of a tool's run. The agent's clock stands in May 2024. */
export const call = (key = 'key') => ({
  key,
  now: new Date('2024-05-15T15:00:00-05:00'),
  signal: new AbortController().signal,
});

/** An airline of its own with one tool at hand. */
export function airline(overrides: World = {}) {
  const records = memoryRecords(world, overrides);
  const tools = new Map(airlineTools(records).map((tool) => [tool.name, tool]));
  return { records, tool: (name: string) => tools.get(name) as Tool };
}

/** The amount on a payment method of the documented customer; undefined if the method is gone. */
export const holds = async (records: Records, method: string) =>
  ((await records.get('users', lena)) as User).payment_methods[method]?.['amount'];

/** The seats left on a flight on a day. */
export const seatsLeft = async (records: Records, number: string, date: string) => {
  const day = ((await records.get('flights', number)) as Flight).dates[date];
  return day?.status === 'available' ? day.available_seats : undefined;
};

/** A flight of the demo airline with another day in place of the one it has. */
export const withDay = (number: string, date: string, day: FlightDay): World => {
  const flight = record<Flight>('flights', number);
  return { flights: { [number]: { ...flight, dates: { ...flight.dates, [date]: day } } as Json } };
};

/** The documented customer with one more certificate. */
export const withCertificate = (id: string, amount: number): World => {
  const user = record<User>('users', lena);
  const payment_methods = { ...user.payment_methods, [id]: { source: 'certificate', id, amount } };
  return { users: { [lena]: { ...user, payment_methods } as Json } };
};

/** A booking that can be made: economy from Seattle to Austin by way of Denver, paid by card and certificate. */
export const booking = (changes: { readonly [name: string]: Json } = {}) => {
  const date = '2024-05-21';
  const fare = bookable('TR103', date).prices.economy + bookable('TR104', date).prices.economy;
  return {
    user_id: lena,
    origin: 'SEA',
    destination: 'AUS',
    flight_type: 'one_way',
    cabin: 'economy',
    flights: [
      { flight_number: 'TR103', date },
      { flight_number: 'TR104', date },
    ],
    passengers: [LENA],
    payment_methods: [
      { payment_id: CERTIFICATE, amount: 120 },
      { payment_id: CARD, amount: fare + 30 + 50 - 120 },
    ],
    total_baggages: 4,
    nonfree_baggages: 1,
    insurance: 'yes',
    ...changes,
  };
};
