import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { Reservation } from '../domain/shapes.ts';
import { airportsOf } from './routes-between.ts';

const Other = z.enum(['nothing', 'origin', 'destination', 'trip type']);
type Other = z.output<typeof Other>;

/** Says which part of a trip a customer wants to be another one, although it stays with the reservation. */
export const tripKept = flowFunction({
  input: z.object({
    reservation: Reservation,
    from: z.string().optional(),
    to: z.string().optional(),
    trip_type: z.string().optional(),
    /** The way back that a customer speaks of: a one way trip has none. */
    which: z.string().optional(),
    return_date: z.string().optional(),
  }),
  output: z.object({ other: Other }),
  compute({ reservation, from, to, trip_type, which, return_date }) {
    const { flights, origin, destination, flight_type } = reservation;
    const airports = new Set([
      origin,
      destination,
      ...flights.flatMap((flight) => [flight.origin, flight.destination]),
    ]);
    const isElsewhere = (place: string | undefined) =>
      place !== undefined && !airportsOf(place).some((airport) => airports.has(airport));
    const speaksOfBack = which === 'return' || return_date !== undefined;
    const wanted = trip_type ?? (speaksOfBack ? 'round_trip' : flight_type);
    const others: readonly (readonly [part: Other, isWanted: boolean])[] = [
      ['origin', isElsewhere(from)],
      ['destination', isElsewhere(to)],
      ['trip type', wanted !== flight_type],
    ];
    return { other: others.find(([, isWanted]) => isWanted)?.[0] ?? 'nothing' };
  },
});
