import { z } from 'zod';
import { type ComputedFact, NOT_FOUND } from '../../../core/tool.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/values/json.ts';
import { own } from '../../../core/values/own.ts';
import { arrival, departure } from '../domain/schedule.ts';
import { Flight, FlightDay } from '../domain/shapes.ts';

/** Days are read when they are needed: a flight has many. */
const TimetableFlight = Flight.extend({ dates: z.record(z.string(), z.unknown()) });
const Timetable = z.array(z.union([TimetableFlight, z.object({ exists: z.literal(false) })]));

/** The flights that an action names; an entry may carry a cabin of its own, which rules forbid. */
export const NamedSegments = z.array(
  z.object({ flight_number: z.string(), date: z.string(), cabin: z.string().optional() }),
);

/** One flight on one date, from the timetable. */
export interface Leg {
  readonly origin: string;
  readonly destination: string;
  readonly leaves: string;
  readonly lands: string;
  readonly day: FlightDay;
}

/** For each segment its leg; undefined where the timetable has no such flight on that date. */
export function legsOf(
  segments: readonly { readonly flight_number: string; readonly date: string }[],
  flights: Json | undefined,
): readonly (Leg | undefined)[] {
  const known = new Map(
    Timetable.parse(flights).flatMap((flight) => ('dates' in flight ? [[flight.flight_number, flight]] : [])),
  );
  return segments.map(({ flight_number, date }) => {
    const flight = known.get(flight_number);
    if (flight === undefined || !Object.hasOwn(flight.dates, date)) return undefined;
    const route = { ...flight, dates: {} };
    const { origin, destination } = flight;
    const day = FlightDay.parse(own(flight.dates, date));
    return { origin, destination, leaves: departure(route, date), lands: arrival(route, date), day };
  });
}

/** A fact about something that does not exist does not exist either; nor does one that comes out undefined. */
export function over(
  needs: readonly string[],
  compute: (facts: JsonObject, now: Date) => Json | undefined,
): ComputedFact {
  return {
    needs,
    compute: (given, now) => {
      const value = needs.some((need) => doesNotExist(own(given, need))) ? NOT_FOUND : compute(given, now);
      return value === undefined ? NOT_FOUND : value;
    },
  };
}

function doesNotExist(value: Json | undefined): boolean {
  return isJsonObject(value) && value['exists'] === false;
}

/** The sum of the numbers; undefined when one of them is. */
export function sum(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce<number | undefined>(
    (total, value) => (total === undefined || value === undefined ? undefined : total + value),
    0,
  );
}
