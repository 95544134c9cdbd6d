import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { readAs } from '../shared/refuse.ts';
import { airport, day } from './domain/inputs.ts';
import { dayOf, onDay } from './domain/schedule.ts';
import { Flight, FlightOnDay } from './domain/shapes.ts';

/** Lists the direct flights that can be booked from one airport to another on a day. */
export function searchDirectFlight(records: Records): Tool {
  return readTool({
    name: 'search_direct_flight',
    description:
      'Lists direct flights between two airports on a day that can be booked, with seats and prices by cabin.',
    title: 'search direct flights',
    input: z.strictObject({ origin: airport, destination: airport, date: day }),
    output: z.array(FlightOnDay),
    answer: async ({ origin, destination, date }) => {
      const found = await flightsWhere(records, { origin, destination });
      return bookable(found, date).flatMap((flight) => onDay(flight, date) ?? []);
    },
  });
}

/** The flights whose fields have these values. */
export async function flightsWhere(
  records: Records,
  where: { readonly [path: string]: string },
): Promise<readonly Flight[]> {
  return (await records.find('flights', where)).map(({ id, record }) => readAs(Flight, record, id));
}

/** Those of the flights that can be booked on a day. */
export function bookable(flights: readonly Flight[], date: string): readonly Flight[] {
  return flights.filter((flight) => dayOf(flight, date)?.status === 'available');
}
