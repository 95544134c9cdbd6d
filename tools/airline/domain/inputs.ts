import { z } from 'zod';
import { Cabin } from './shapes.ts';

/** A customer's user id, as an argument. */
export const userId = z.string().describe("The customer's user id: `lena_marsh_2001`.");

/** A reservation's id, as an argument. */
export const reservationId = z.string().describe('The reservation: six letters and digits.');

/** An airport, as an argument. */
export const airport = z.string().describe('The three letters of an airport: `SEA`.');

/** A day, as an argument. */
export const day = z.iso.date().describe('A day: `2024-05-20`.');

/** A cabin class for the whole reservation, as an argument. */
export const cabin = Cabin.describe('One cabin for all flights of the reservation.');

/** Every flight of a reservation, as an argument. */
export const flights = z
  .array(z.strictObject({ flight_number: z.string().describe('`TR101`.'), date: day }))
  .min(1)
  .describe('Every flight of the reservation in order of travel, also those that stay as they are.');

/** Who flies, as an argument. */
export const passengers = z
  .array(
    z.strictObject({
      first_name: z.string().min(1),
      last_name: z.string().min(1),
      dob: z.iso.date().describe('The date of birth.'),
    }),
  )
  .min(1)
  .describe('Everybody who flies.');

/** The number of bags, as an argument. */
export const totalBaggages = z
  .int()
  .min(0)
  .describe('How many checked bags the reservation has in all, for all passengers together.');

/** The number of bags to pay for, as an argument. */
export const nonfreeBaggages = z
  .int()
  .min(0)
  .describe('How many of those are over the free allowance and cost 50 dollars each.');

/** A payment method, as an argument. */
export const paymentId = z.string().describe("A payment method's id, from the customer's profile.");
