import { z } from 'zod';
import { flowFunction } from '../../../core/tool.ts';
import { money } from '../../../core/values/money.ts';
import { toDollars } from '../../shared/money.ts';
import { GESTURE_CENTS } from '../domain/gesture.ts';
import { FlightOnDay } from '../domain/shapes.ts';

/** Something that a customer can complain about: a flight of a reservation, and what happened to it. */
const Complaint = z.object({
  type: z.string(),
  reservation_id: z.string(),
  flight_number: z.string(),
  date: z.string(),
  /** The certificate for it. */
  certificate: money('USD'),
});

/** The cancelled and the delayed flights of a reservation, with what a certificate for each is worth. */
export const complaintsOf = flowFunction({
  input: z.object({
    reservation_id: z.string(),
    passengers: z.array(z.unknown()),
    flights: z.array(FlightOnDay.partial()),
  }),
  output: z.object({ complaints: z.array(Complaint) }),
  compute({ reservation_id, passengers, flights }) {
    const complaints = flights.flatMap(({ flight_number, date, status = '' }) => {
      const cents = GESTURE_CENTS.get(status);
      if (cents === undefined || flight_number === undefined || date === undefined) return [];
      const certificate = toDollars(cents * passengers.length);
      return [{ type: status, reservation_id, flight_number, date, certificate }];
    });
    return { complaints };
  },
});
