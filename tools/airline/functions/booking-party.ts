import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { Passenger, User } from '../domain/shapes.ts';

/** Somebody who flies, as a booking names them. */
const Flyer = Passenger.pick({ first_name: true, last_name: true, dob: true });

/** The passengers of a booking: the customer alone, those who are named, or before that so many without names. */
export const bookingParty = flowFunction({
  input: z.object({
    user: User,
    /** The customer's words for flying alone. */
    alone: z.string().optional(),
    count: z.int().optional(),
    people: z.array(Flyer).optional(),
  }),
  output: z.object({
    count: z.int(),
    people: z.array(Flyer),
    /** People without names, to ask the rules about their number. */
    anybody: z.array(Flyer),
  }),
  compute({ user, alone, count, people = [] }) {
    const self = { ...user.name, dob: user.dob };
    const named = alone === undefined ? people : [self];
    const number = alone === undefined ? (count ?? named.length) : 1;
    const flyers = named.map(({ first_name, last_name, dob }) => ({ first_name, last_name, dob }));
    const anybody = Array.from({ length: number }, (_, place) => ({
      first_name: 'Passenger',
      last_name: `${place + 1}`,
      dob: '2000-01-01',
    }));
    return { count: number, people: flyers, anybody };
  },
});
