import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { NOT_FOUND } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { airline, bookable, call, lena, record, reservation, withDay } from '../../test/airline-harness.ts';
import { airlineTools } from './airline-tools.ts';
import type { Flight, User } from './domain/shapes.ts';

const BENCH = process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../../shared/bench');
const DAY = '2024-05-21';
const { dates: _, ...route } = record<Flight>('flights', 'TR103');

interface Listed {
  readonly flight_number: string;
  readonly date: string;
  readonly status: string;
}

describe('reads', () => {
  test.each<[string, JsonObject, Json]>([
    ['get_user_details', { user_id: lena }, record<User>('users', lena) as Json],
    ['get_user_details', { user_id: 'constructor' }, NOT_FOUND],
    ['get_reservation_details', { reservation_id: 'LMBUS1' }, reservation('LMBUS1') as Json],
    ['get_reservation_details', { reservation_id: 'LMBUS9' }, NOT_FOUND],
    ['get_flight', { flight_number: 'TR103' }, record<Flight>('flights', 'TR103') as Json],
    ['get_flight', { flight_number: 'TR103', date: DAY }, { ...route, date: DAY, ...bookable('TR103', DAY) }],
    ['get_flight', { flight_number: 'TR103', date: '2024-07-01' }, NOT_FOUND],
    ['get_flight', { flight_number: 'TR999' }, NOT_FOUND],
    ['calculate', { expression: '2 * ((350 - 122) + (499 - 127))' }, '1200'],
    ['think', { thought: 'hm' }, ''],
    ['transfer_to_human_agents', { summary: 'wants a person' }, 'Transfer successful'],
  ])('%s %j', async (name, args, expected) => {
    expect(await airline().tool(name).run(args, call())).toEqual(expected);
  });

  test('the airports come with their cities, in order', async () => {
    const airports = (await airline().tool('list_all_airports').run({}, call())) as Record<string, string>;
    expect(Object.keys(airports)).toEqual(Object.keys(airports).toSorted());
    expect(airports).toMatchObject({ SEA: 'Seattle', SLC: 'Salt Lake City' });
  });

  const listed = async (name: string, date: string, overrides = {}) => {
    const args = { origin: 'SEA', destination: name === 'search_direct_flight' ? 'DEN' : 'AUS', date };
    return (await airline(overrides).tool(name).run(args, call())) as Json;
  };

  test('direct flights of a day are those that can be booked, with seats and prices', async () => {
    const found = (await listed('search_direct_flight', DAY)) as readonly Json[];
    expect(found).toContainEqual({ ...route, date: DAY, ...bookable('TR103', DAY) });
    expect(found).toHaveLength(2);
    const cancelled = withDay('TR103', DAY, { status: 'cancelled' });
    expect(await listed('search_direct_flight', DAY, cancelled)).toHaveLength(1);
    expect(await listed('search_direct_flight', '2024-05-15')).toEqual([]);
  });

  test('flights with one stop connect in place and time, and both can be booked', async () => {
    const pairs = (await listed('search_onestop_flight', DAY)) as unknown as readonly (readonly Listed[])[];
    const named = pairs.map((pair) => pair.map(({ flight_number }) => flight_number).join(' '));
    expect(named).toContain('TR103 TR104');
    const statuses = pairs.flatMap((pair) => pair.map(({ status }) => status));
    expect([...new Set(statuses)]).toEqual(['available']);
    const early: Flight = { ...record<Flight>('flights', 'TR104'), scheduled_departure_time_est: '10:39:00' };
    const missed = await listed('search_onestop_flight', DAY, { flights: { TR104: early as Json } });
    expect(JSON.stringify(missed)).not.toContain('TR104');
  });

  test('after a landing past midnight the connection leaves on the next day', async () => {
    const late: Flight = { ...record<Flight>('flights', 'TR103'), scheduled_arrival_time_est: '01:10:00+1' };
    const pairs = (await listed('search_onestop_flight', DAY, {
      flights: { TR103: late as Json },
    })) as unknown as readonly (readonly Listed[])[];
    const onward = pairs.flatMap(([first, second]) => (first?.flight_number === 'TR103' ? second?.date : []));
    expect([...new Set(onward)]).toEqual(['2024-05-22']);
  });
});

const file = join(BENCH, 'tau/airline/tools.json');
const missing = !existsSync(file);

describe.skipIf(missing)(
  `the public airline tool schemas${missing ? ' (skipped: TRESTLE_BENCH holds no airline tools.json)' : ''}`,
  () => {
    test('have our names, arguments, types and choices, besides our one read for rules and flows', () => {
      const published = JSON.parse(readFileSync(file, 'utf8')) as {
        function: { name: string; parameters: Schema };
      }[];
      const ours = airlineTools(memoryRecords({}))
        .filter(({ name }) => name !== 'get_flight')
        .map((tool) => [tool.name, outline(z.toJSONSchema(tool.input) as unknown as Schema)]);
      const theirs = published.map(({ function: { name, parameters } }) => [name, outline(parameters)]);
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
    });
  },
);

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
}

/** A schema without its descriptions and limits. */
function outline({ type, enum: choices, items, properties, required }: Schema): unknown {
  const fields = properties && Object.entries(properties).map(([name, field]) => [name, outline(field)]);
  return {
    type,
    choices,
    items: items && outline(items),
    properties: fields && Object.fromEntries(fields),
    required: properties && (required ?? []).toSorted(),
  };
}
