import { describe, expect, test } from 'vitest';
import { memoryRecords } from '../adapters/records/memory-records.ts';
import type { Toolset, ToolsetFactory } from '../core/tool.ts';
import type { Json, JsonObject } from '../core/values/json.ts';
import { toolset as airline } from './airline/index.ts';
import { toolset as retail } from './retail/index.ts';

const call = { key: 'k', now: new Date('2024-05-15T15:00:00-05:00'), signal: AbortSignal.timeout(60_000) };

function world(factory: ToolsetFactory) {
  const data = factory({ records: memoryRecords({}) }).seed?.() ?? {};
  return { data, toolset: factory({ records: memoryRecords(data) }) };
}

async function mismatch(
  { tools }: Toolset,
  name: string,
  all: readonly JsonObject[],
): Promise<readonly string[]> {
  const tool = tools.find((each) => each.name === name);
  const results: readonly (Json | undefined)[] = await Promise.all(all.map((args) => tool?.run(args, call)));
  return results.flatMap((result) => {
    const parsed = tool?.output?.safeParse(result);
    return parsed?.success ? [] : [`${name}: ${parsed?.error.message ?? 'nothing is declared'}`];
  });
}

describe('what a tool answers is what it declares', () => {
  test('in retail', async () => {
    const { data, toolset } = world(retail);
    const ids = (collection: string) => Object.keys(data[collection] ?? {});
    expect([
      ...(await mismatch(
        toolset,
        'get_order_details',
        ids('orders').map((order_id) => ({ order_id })),
      )),
      ...(await mismatch(
        toolset,
        'get_user_details',
        ids('users').map((user_id) => ({ user_id })),
      )),
      ...(await mismatch(
        toolset,
        'get_product_details',
        ids('products').map((product_id) => ({ product_id })),
      )),
      ...(await mismatch(toolset, 'list_all_product_types', [{}])),
    ]).toEqual([]);
  });

  test('in airline', async () => {
    const { data, toolset } = world(airline);
    const ids = (collection: string) => Object.keys(data[collection] ?? {});
    const flights = ids('flights').slice(0, 20);
    expect([
      ...(await mismatch(
        toolset,
        'get_reservation_details',
        ids('reservations').map((reservation_id) => ({ reservation_id })),
      )),
      ...(await mismatch(
        toolset,
        'get_user_details',
        ids('users').map((user_id) => ({ user_id })),
      )),
      ...(await mismatch(
        toolset,
        'get_flight',
        flights.map((flight_number) => ({ flight_number })),
      )),
      ...(await mismatch(toolset, 'search_direct_flight', [
        { origin: 'SEA', destination: 'JFK', date: '2024-05-20' },
      ])),
      ...(await mismatch(toolset, 'list_all_airports', [{}])),
    ]).toEqual([]);
  });
});
