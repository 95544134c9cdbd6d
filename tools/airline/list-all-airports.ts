import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { readAs } from '../shared/refuse.ts';
import { Airport } from './domain/shapes.ts';

/** Lists where the airline flies: city by airport, in order of airport. */
export function listAllAirports(records: Records): Tool {
  return readTool({
    name: 'list_all_airports',
    description: 'Lists all airports and their cities.',
    title: 'list the airports',
    input: z.strictObject({}),
    output: z.record(z.string(), z.string()),
    answer: async () => {
      const airports = (await records.list('airports')).map(({ id, record }) => readAs(Airport, record, id));
      return Object.fromEntries(airports.map(({ code, city }) => [code, city]));
    },
  });
}
