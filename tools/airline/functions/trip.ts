import { z } from 'zod';
import { money } from '../../../core/values/money.ts';
import { inDollars, toCents, toDollars } from '../../shared/money.ts';
import { arrival, departure } from '../domain/schedule.ts';
import { Cabin, type FlightOnDay } from '../domain/shapes.ts';
import { cabinInWords } from '../domain/wording.ts';

/** A way from one airport to another on a day: one flight, or two with a change of planes. */
export const Trip = z.object({
  /** The numbers of its flights: `TR103 TR104`. */
  id: z.string(),
  /** The same for people: `TR103 and TR104`. */
  name: z.string(),
  origin: z.string(),
  destination: z.string(),
  date: z.string(),
  /** As clocks show it: `07:30`. */
  departs: z.string(),
  /** With the day, where it is another one: `00:10 on 2024-05-21`. */
  arrives: z.string(),
  stops: z.int(),
  /** `direct`, or `one stop in DEN`. */
  way: z.string(),
  /** The fare of a passenger for all of it, by the cabins that have seats: `{ 'basic economy': '$71.00' }`. */
  fares: z.record(z.string(), z.string()),
  /** The fare of a passenger in the cabin that is asked for, else the lowest. */
  price: money('USD'),
  flights: z.array(z.object({ flight_number: z.string(), date: z.string() })),
  /** When it leaves and lands, as text that sorts. */
  leaves: z.string(),
  lands: z.string(),
});
export type Trip = z.output<typeof Trip>;

/** The trip over these flights, in the cabins in which each of them has so many seats. Null if there is none. */
export function tripOver(
  flights: readonly FlightOnDay[],
  { seats, cabin }: { readonly seats: number; readonly cabin?: Cabin | undefined },
): Trip | null {
  const [first, last] = [flights[0], flights.at(-1)];
  if (!first || !last) return null;
  const open = Cabin.options.filter((each) =>
    flights.every(({ available_seats }) => (available_seats?.[each] ?? 0) >= seats),
  );
  if (cabin ? !open.includes(cabin) : open.length === 0) return null;
  const numbers = flights.map(({ flight_number }) => flight_number);
  const lands = arrival(last, last.date);
  const time = lands.slice(11, 16);
  return {
    id: numbers.join(' '),
    name: numbers.join(' and '),
    origin: first.origin,
    destination: last.destination,
    date: first.date,
    departs: first.scheduled_departure_time_est.slice(0, 5),
    arrives: lands.startsWith(first.date) ? time : `${time} on ${lands.slice(0, 10)}`,
    stops: flights.length - 1,
    way: flights.length === 1 ? 'direct' : `one stop in ${first.destination}`,
    fares: Object.fromEntries(
      open.map((each) => [cabinInWords(each), inDollars(fareCents(flights, each))] as const),
    ),
    price: toDollars(Math.min(...(cabin ? [cabin] : open).map((each) => fareCents(flights, each)))),
    flights: flights.map(({ flight_number, date }) => ({ flight_number, date })),
    leaves: departure(first, first.date),
    lands,
  };
}

/** The fare of one passenger for all the flights, in cents. */
function fareCents(flights: readonly FlightOnDay[], cabin: Cabin): number {
  return flights.reduce((sum, { prices }) => sum + toCents(prices?.[cabin] ?? 0), 0);
}
