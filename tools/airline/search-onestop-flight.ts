import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { readTool } from '../shared/read.ts';
import { airport, day } from './domain/inputs.ts';
import { arrival, dayAfter, departure, onDay } from './domain/schedule.ts';
import { type Flight, FlightOnDay } from './domain/shapes.ts';
import { bookable, flightsWhere } from './search-direct-flight.ts';

/** Lists pairs of flights with one change of planes: the second leaves after the first lands, on that day or, when the first lands after midnight, on the next. */
export function searchOnestopFlight(records: Records): Tool {
  return readTool({
    name: 'search_onestop_flight',
    description:
      'Lists pairs of flights with one stop between two airports on a day that can be booked, with seats and prices by cabin.',
    title: 'search flights with one stop',
    input: z.strictObject({ origin: airport, destination: airport, date: day }),
    output: z.array(z.array(FlightOnDay)),
    answer: async ({ origin, destination, date }) => {
      const [firsts, seconds] = await Promise.all([
        flightsWhere(records, { origin }),
        flightsWhere(records, { destination }),
      ]);
      return bookable(firsts, date).flatMap((first) => connections(first, seconds, date));
    },
  });
}

function connections(first: Flight, seconds: readonly Flight[], date: string): JsonObject[][] {
  const landed = arrival(first, date);
  const next = landed.startsWith(date) ? date : dayAfter(date);
  const onward = seconds.filter(
    (second) => second.origin === first.destination && departure(second, next) >= landed,
  );
  const leg = onDay(first, date);
  return bookable(onward, next).flatMap((second) => {
    const onwardLeg = onDay(second, next);
    return leg && onwardLeg ? [[leg, onwardLeg]] : [];
  });
}
