import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { toCents } from '../../shared/money.ts';
import { BAG_CENTS, freeBags } from '../domain/baggage.ts';
import { INSURANCE_CENTS } from '../domain/booking.ts';
import { Cabin, User } from '../domain/shapes.ts';
import { Trip } from './trip.ts';

const cents = money('USD', 'cents');

const input = z.object({
  trip: Trip,
  /** The way back of a round trip. */
  back: Trip.optional(),
  cabin: Cabin,
  membership: User.shape.membership,
  /** The number of passengers. */
  count: z.int(),
  bags: z.int().optional(),
  insurance: z.enum(['yes', 'no']).optional(),
  /** The same, as the answer to the question for it. */
  answered: z.enum(['yes', 'no']).optional(),
});

/** The flights of a booking, and its price: fares, bags over the allowance, insurance. */
export const bookingPrice = flowFunction({
  input,
  output: z.object({
    origin: z.string(),
    destination: z.string(),
    flight_type: z.enum(['one_way', 'round_trip']),
    flights: Trip.shape.flights,
    bags: z.int(),
    /** Bags that are free for all passengers together. */
    free_bags: z.int(),
    nonfree_bags: z.int(),
    insurance: z.enum(['yes', 'no']),
    fares: cents,
    bags_cost: cents,
    insurance_cost: cents,
    /** The cost of insurance for all passengers, if they want it. */
    insurance_offer: cents,
    total: cents,
  }),
  compute({ trip, back, cabin, membership, count, bags = 0, answered = 'no', insurance = answered }) {
    const free = freeBags({ membership }, { cabin, passengers: Array.from({ length: count }) });
    const nonfree = Math.max(0, bags - free);
    const fares = (toCents(trip.price) + (back ? toCents(back.price) : 0)) * count;
    const insuranceCost = insurance === 'yes' ? INSURANCE_CENTS * count : 0;
    return {
      origin: trip.origin,
      destination: trip.destination,
      flight_type: back ? ('round_trip' as const) : ('one_way' as const),
      flights: [...trip.flights, ...(back?.flights ?? [])],
      bags,
      free_bags: free,
      nonfree_bags: nonfree,
      insurance,
      fares,
      bags_cost: nonfree * BAG_CENTS,
      insurance_cost: insuranceCost,
      insurance_offer: INSURANCE_CENTS * count,
      total: fares + nonfree * BAG_CENTS + insuranceCost,
    };
  },
});
