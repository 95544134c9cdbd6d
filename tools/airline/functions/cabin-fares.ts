import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { toCents } from '../../shared/money.ts';
import { Cabin, FlightOnDay } from '../domain/shapes.ts';

/** The price of another cabin on the flights of a reservation, against what was paid for them. */
export const cabinFares = flowFunction({
  input: z.object({
    cabin: Cabin,
    passengers: z.array(z.unknown()),
    /** The flights of the reservation at the fares paid, and as the timetable has them now. */
    booked: z.array(z.object({ price: money('USD') }).loose()),
    flights: z.array(FlightOnDay.partial()),
  }),
  output: z.object({
    /** Unknown where a flight is not sold any more. */
    change: z.enum(['more', 'less', 'same', 'unknown']),
    /** The difference for all passengers together. */
    difference: money('USD', 'cents'),
    passengers: z.int(),
  }),
  compute({ cabin, passengers, booked, flights }) {
    const fares = flights.flatMap(({ prices }) => (prices ? [toCents(prices[cabin])] : []));
    const count = passengers.length;
    if (fares.length < booked.length) return { change: 'unknown' as const, difference: 0, passengers: count };
    const paid = booked.reduce((sum, { price }) => sum + toCents(price), 0);
    const difference = (fares.reduce((sum, fare) => sum + fare, 0) - paid) * count;
    const change =
      difference > 0 ? ('more' as const) : difference < 0 ? ('less' as const) : ('same' as const);
    return { change, difference: Math.abs(difference), passengers: count };
  },
});
