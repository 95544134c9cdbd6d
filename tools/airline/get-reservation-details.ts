import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import { NOT_FOUND, type Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { reservationId } from './domain/inputs.ts';
import { ReservationDetails } from './domain/shapes.ts';

/** Reads a reservation. */
export function getReservationDetails(records: Records): Tool {
  return readTool({
    name: 'get_reservation_details',
    description:
      'Reads a reservation: flights with the fares paid, cabin, passengers, bags, insurance and payments.',
    title: 'look up a reservation',
    input: z.strictObject({ reservation_id: reservationId }),
    output: ReservationDetails,
    answer: async (args) => (await records.get('reservations', args.reservation_id)) ?? NOT_FOUND,
  });
}
