import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';

import { Reservation } from '../domain/shapes.ts';

const FlightOn = z.object({ flight_number: z.string(), date: z.string() });
type FlightOn = z.output<typeof FlightOn>;

/** The way out of a reservation, or its way back. */
export const Part = z.enum(['outbound', 'return']);
export type Part = z.output<typeof Part>;

const Search = z.object({ part: Part, origin: z.string(), destination: z.string(), date: z.string() });
type Search = z.output<typeof Search>;

/** A distance in days, in the customer's words: `two` `day`s `later`, the `next` day, the `same` day. */
const Shift = z.object({
  number: z.string().optional(),
  unit: z.string().optional(),
  way: z.string().optional(),
});

const input = z.object({
  reservation: Reservation,
  /** The new day, of whichever part it can be. */
  date: z.string().optional(),
  /** The second day of "from May 20 to May 22". */
  moved_to: z.string().optional(),
  return_date: z.string().optional(),
  /** A day said after none was left on the one before. */
  other_date: z.string().optional(),
  shift: Shift.optional(),
  which: z.enum([...Part.options, 'both']).optional(),
});

/**
 * The searches for other flights of a reservation: a way out and a way back where both get a new day, else those of them
 * that a customer may mean with one day.
 */
export const changeSearches = flowFunction({
  input,
  output: z.object({
    /** The searches among whose trips one is to be chosen. */
    first: z.array(Search),
    /** Where the way out and the way back are both to change, the searches for the way back. */
    second: z.array(Search),
    /** Flights that are not those of the reservation, to ask the rules about any change. */
    others: z.array(FlightOn),
  }),
  compute({ reservation, date, moved_to, return_date, other_date, shift, which }, { now }) {
    const parts = partsOf(reservation).filter((part) => part.date >= dayOf(now));
    const said = moved_to ?? date;
    const isBackAlone = return_date !== undefined && said === undefined && (!shift || which === 'return');
    const given = isBackAlone ? undefined : (other_date ?? said);
    const back = isBackAlone ? (other_date ?? return_date) : return_date;
    const wanted = parts.flatMap((part) => {
      const day = part.part === 'return' ? (back ?? given) : given;
      const moved = day === undefined || day === part.date ? (shifted(part.date, shift) ?? day) : day;
      return moved === undefined
        ? []
        : [{ ...part, date: moved, booked: part.date, isNamed: day === part.date }];
    });
    const named = isBackAlone ? 'return' : (which ?? 'both');
    const meant = wanted.filter(({ part }) => named === 'both' || named === part);
    const isBoth = meant.length === 2 && (return_date !== undefined || which === 'both');
    const [first, second] = isBoth ? [meant.slice(0, 1), meant.slice(1)] : [feasible(meant), []];
    return {
      first: first.map(asSearch),
      second: second.map(asSearch),
      others: [...reservation.flights, ...reservation.flights.slice(0, 1)].map(flightOn),
    };
  },
});

const asSearch = ({ part, origin, destination, date }: Search): Search => ({
  part,
  origin,
  destination,
  date,
});

interface BookedPart extends Search {
  readonly flights: readonly FlightOn[];
}

/** The parts of a reservation: up to where its destination is reached, and from there on. */
export function partsOf({ origin, destination, flight_type, flights }: Reservation): readonly BookedPart[] {
  const turn = flight_type === 'one_way' ? -1 : flights.findIndex((leg) => leg.destination === destination);
  const out = turn < 0 ? flights : flights.slice(0, turn + 1);
  const back = turn < 0 ? [] : flights.slice(turn + 1);
  const part = (name: Part, legs: typeof flights, from: string, to: string): readonly BookedPart[] => {
    const [first] = legs;
    if (!first) return [];
    return [{ part: name, origin: from, destination: to, date: first.date, flights: legs.map(flightOn) }];
  };
  return [...part('outbound', out, origin, destination), ...part('return', back, destination, origin)];
}

/** A search with the day that is booked now. */
interface Meant extends Search {
  readonly booked: string;
  /** True if the customer said that day. */
  readonly isNamed: boolean;
}

/** Of the way out and the way back, those that can be on that day while the other one stays. */
function feasible(meant: readonly Meant[]): readonly Meant[] {
  const out = meant.find(({ part }) => part === 'outbound');
  const back = meant.find(({ part }) => part === 'return');
  if (!out || !back) return meant;
  const named = meant.filter(({ isNamed }) => isNamed);
  if (named.length === 1) return named;
  return meant.filter(({ part, date }) => (part === 'outbound' ? date <= back.booked : date >= out.booked));
}

const flightOn = ({ flight_number, date }: FlightOn): FlightOn => ({ flight_number, date });

const NUMBERS: ReadonlyMap<string, number> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven'].map((word, index) => [word, index + 1]),
);

function shifted(date: string, shift: z.output<typeof Shift> | undefined): string | undefined {
  if (!shift) return undefined;
  const way = shift.way?.toLowerCase() ?? '';
  if (way === 'same') return date;
  const said = shift.number?.toLowerCase() ?? '';
  const number = NUMBERS.get(said) ?? (Number(said) || 1);
  const days = /week/i.test(shift.unit ?? '') ? 7 * number : number;
  const isEarlier = /earl|soon|before|prev/.test(way);
  return moved(date, isEarlier ? -days : days);
}

/** The day so many days later, or earlier. */
function moved(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The airline's day: its time is five hours behind UTC all year. */
function dayOf(now: Date): string {
  return new Date(now.getTime() - 5 * 3_600_000).toISOString().slice(0, 10);
}
