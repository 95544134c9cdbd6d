import { z } from 'zod';
import type { Toolset } from '../../../core/tool.ts';
import { toCents } from '../../shared/money.ts';
import { GESTURE_CENTS } from '../domain/gesture.ts';
import { Passenger, Reservation } from '../domain/shapes.ts';
import { flightFacts } from './fact-flights.ts';
import { legsOf, over } from './fact-legs.ts';
import { paymentFacts } from './fact-payments.ts';

const Passengers = z.array(Passenger);
/** The customer's complaint. A flow may leave out if the reservation was changed since. */
const Complaint = z
  .object({
    type: z.string(),
    reservation_id: z.string().nullish(),
    changed_or_cancelled: z.boolean().nullish(),
  })
  .nullable();
/** Records carry the airline's own time, which is five hours behind UTC all year. */
const AIRLINE_OFFSET = '-05:00';
const HOUR_MS = 3_600_000;

const reservationFacts: Toolset['facts'] = {
  reservation_is_open: over(
    ['reservation'],
    ({ reservation }) => Reservation.parse(reservation)['status'] !== 'cancelled',
  ),
  reservation_passenger_count: over(
    ['reservation'],
    ({ reservation }) => Reservation.parse(reservation).passengers.length,
  ),
  hours_since_booking: over(['reservation'], ({ reservation }, now) =>
    hoursSince(Reservation.parse(reservation).created_at, now),
  ),
  passenger_count: over(['passengers'], ({ passengers }) => z.array(z.unknown()).parse(passengers).length),
  passengers_complete: over(['passengers'], ({ passengers }) =>
    Passengers.parse(passengers).every(
      ({ first_name, last_name, dob }) =>
        first_name.trim() !== '' && last_name.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(dob),
    ),
  ),
};

const complaintFacts: Toolset['facts'] = {
  complaint_type: over(['complaint'], ({ complaint }) => Complaint.parse(complaint)?.type ?? null),
  complaint_reservation_id: over(
    ['complaint'],
    ({ complaint }) => Complaint.parse(complaint)?.reservation_id ?? null,
  ),
  complaint_flight_numbers: over(['complaint_reservation'], ({ complaint_reservation }) => [
    ...new Set(Reservation.parse(complaint_reservation).flights.map(({ flight_number }) => flight_number)),
  ]),
  complaint_is_true: over(
    ['complaint_type', 'complaint_reservation', 'complaint_flights'],
    ({ complaint_type, complaint_reservation, complaint_flights }) =>
      GESTURE_CENTS.has(String(complaint_type))
        ? legsOf(Reservation.parse(complaint_reservation).flights, complaint_flights).some(
            (leg) => leg?.day.status === complaint_type,
          )
        : undefined,
  ),
  complaint_is_settled: over(
    ['complaint', 'complaint_reservation'],
    ({ complaint, complaint_reservation }) =>
      Complaint.parse(complaint)?.changed_or_cancelled ??
      Reservation.parse(complaint_reservation)['status'] === 'cancelled',
  ),
  gesture_cents: over(
    ['complaint_type', 'complaint_reservation'],
    ({ complaint_type, complaint_reservation }) => {
      const each = GESTURE_CENTS.get(String(complaint_type));
      return each && each * Reservation.parse(complaint_reservation).passengers.length;
    },
  ),
  certificate_cents: over(['amount'], ({ amount }) => toCents(z.number().parse(amount))),
};

/** The facts that the airline's rules need worked out: per flight, or arithmetical. Money is in cents. */
export const facts: Toolset['facts'] = {
  ...flightFacts,
  ...paymentFacts,
  ...reservationFacts,
  ...complaintFacts,
};

/** Throws on a time that cannot be read or has not come yet: nobody can say how long ago that was. */
function hoursSince(time: string, now: Date): number {
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(time) ? time : `${time}${AIRLINE_OFFSET}`;
  const hours = (now.getTime() - new Date(zoned).getTime()) / HOUR_MS;
  if (!(hours >= 0)) throw new Error(`\`${time}\` is no time before now`);
  return hours;
}
