import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { Cabin, FlightOnDay } from '../domain/shapes.ts';
import { Trip, tripOver } from './trip.ts';

/** So many trips are said at once. */
const MOST_SAID = 5;

const Stops = z.enum(['direct', 'one_stop']);
const Order = z.enum(['cheapest', 'earliest', 'latest']);

const input = z.object({
  /** The results of searches for one or several routes. */
  found: z.array(z.object({ direct: z.array(FlightOnDay), onestop: z.array(z.array(FlightOnDay)) })),
  /** Only trips with seats in it, and its fares. */
  cabin: Cabin.optional(),
  /** The number of passengers. */
  seats: z.int().optional(),
  stops: Stops.optional(),
  order: Order.optional(),
  /** Only trips that leave then, in the customer's words: `11am`, `9:30 pm`, `noon`, `morning`. */
  hours: z
    .object({ after: z.string().optional(), before: z.string().optional(), part: z.string().optional() })
    .optional(),
});

/** The trips that searches found, direct ones first, else by when they leave, and the first five of them. */
export const tripsFound = flowFunction({
  input,
  output: z.object({
    trips: z.array(Trip),
    said: z.array(Trip),
    /** The number of trips that are not said. */
    more: z.int(),
    /** The number of trips at other hours, or with other stops, than are wanted. */
    others: z.int(),
  }),
  compute({ found, seats = 1, cabin, ...wanted }) {
    const all = found
      .flatMap(({ direct, onestop }) => [...direct.map((flight) => [flight]), ...onestop])
      .flatMap((flights) => tripOver(flights, { seats, cabin }) ?? []);
    const trips = all.filter((trip) => isWanted(trip, wanted)).toSorted(comparison(wanted.order));
    return {
      trips,
      said: trips.slice(0, MOST_SAID),
      more: Math.max(0, trips.length - MOST_SAID),
      others: all.length - trips.length,
    };
  },
});

function isWanted(
  { stops, departs }: Trip,
  wanted: Pick<z.output<typeof input>, 'stops' | 'hours'>,
): boolean {
  if (wanted.stops !== undefined && (wanted.stops === 'direct') !== (stops === 0)) return false;
  const { after = '', before = '', part = '' } = wanted.hours ?? {};
  const [from, to] = PARTS.get(part.toLowerCase()) ?? [];
  return (
    departs >= (after === '' ? (from ?? '') : clock(after)) &&
    departs < (before === '' ? (to ?? '24:00') : clock(before))
  );
}

/** Parts of a day. */
const PARTS: ReadonlyMap<string, readonly [from: string, to: string]> = new Map([
  ['morning', ['', '12:00']],
  ['afternoon', ['12:00', '18:00']],
  ['evening', ['17:00', '24:00']],
]);

/** `1:30 pm` as `13:30`. */
function clock(said: string): string {
  if (/noon/i.test(said)) return '12:00';
  const [, hour = '0', minutes = '00', half] = /(\d{1,2})(?::(\d\d))?\s*([ap])?/i.exec(said) ?? [];
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${minutes}`;
}

type Comparison = (one: Trip, other: Trip) => number;

const byDeparture: Comparison = (one, other) => one.leaves.localeCompare(other.leaves);
const byStops: Comparison = (one, other) => one.stops - other.stops || byDeparture(one, other);
const byPrice: Comparison = (one, other) => one.price - other.price || byStops(one, other);

function comparison(order: z.output<typeof Order> | undefined): Comparison {
  if (order === undefined) return byStops;
  if (order === 'cheapest') return byPrice;
  return order === 'earliest' ? byDeparture : (one, other) => byDeparture(other, one);
}
