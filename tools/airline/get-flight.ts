import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import { NOT_FOUND, type Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { readAs } from '../shared/refuse.ts';
import { day } from './domain/inputs.ts';
import { onDay } from './domain/schedule.ts';
import { Flight, FlightOnDay } from './domain/shapes.ts';

const input = z.strictObject({
  flight_number: z.string().describe('`TR101`.'),
  date: day.optional().describe('Only this day of it.'),
});

/** Reads a flight: every day of it under `dates`, for rules, or with `date` that day alone, for flows. */
export function getFlight(records: Records): Tool {
  return readTool({
    name: 'get_flight',
    description: "Reads a flight's route, times, and status by day; seats and prices where it is available.",
    title: 'look up a flight',
    input,
    output: z.union([Flight, FlightOnDay]),
    answer: async ({ flight_number: number, date }) => {
      const record = await records.get('flights', number);
      if (record === undefined || date === undefined) return record ?? NOT_FOUND;
      return onDay(readAs(Flight, record, number), date) ?? NOT_FOUND;
    },
  });
}
