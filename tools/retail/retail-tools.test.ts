import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { NOT_FOUND } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { call, mia, order, record, shop } from '../../test/retail-shop.ts';
import type { Product, User } from './domain/shapes.ts';
import { retailTools } from './retail-tools.ts';

const BENCH = process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../../shared/bench');

describe('reads', () => {
  test.each<[string, JsonObject, Json]>([
    ['find_user_id_by_email', { email: ' Mia.Brooks@Example.com ' }, mia],
    ['find_user_id_by_email', { email: 'nobody@example.com' }, NOT_FOUND],
    ['find_user_id_by_name_zip', { first_name: 'mia', last_name: 'BROOKS', zip: '97205' }, mia],
    ['find_user_id_by_name_zip', { first_name: 'mia', last_name: 'brooks', zip: '97206' }, NOT_FOUND],
    ['get_order_details', { order_id: '#W1000001' }, order('#W1000001') as Json],
    ['get_order_details', { order_id: '#W0000000' }, NOT_FOUND],
    ['get_user_details', { user_id: mia }, record<User>('users', mia) as Json],
    ['get_user_details', { user_id: 'constructor' }, NOT_FOUND],
    ['get_product_details', { product_id: '0' }, NOT_FOUND],
    ['calculate', { expression: '(269.16 - 272.33) + (249.01 - 262.47)' }, '-16.63'],
    ['think', { thought: 'hm' }, ''],
    ['transfer_to_human_agents', { summary: 'wants a person' }, 'Transfer successful'],
  ])('%s %j', async (name, args, expected) => {
    expect(await shop().tool(name).run(args, call())).toEqual(expected);
  });

  test('two users of one name and postal code are nobody: neither may be taken for the other', async () => {
    const twin = shop({ users: { twin_2: record<User>('users', mia) as Json } });
    const args = { first_name: 'Mia', last_name: 'Brooks', zip: '97205' };
    expect(await twin.tool('find_user_id_by_name_zip').run(args, call())).toEqual(NOT_FOUND);
  });

  test('the product types come by name, each with its product id', async () => {
    const types = (await shop().tool('list_all_product_types').run({}, call())) as Record<string, string>;
    expect(Object.keys(types)).toEqual(Object.keys(types).toSorted());
    expect(Object.keys(types)).toHaveLength(50);
    expect(record<Product>('products', types['Floor Lamp'] ?? '').name).toBe('Floor Lamp');
  });

  test.each(['1 / 0', '2 +', 'process.exit()'])('calculate does not accept %s', (expression) => {
    expect(shop().tool('calculate').input.safeParse({ expression }).success).toBe(false);
  });
});

const file = join(BENCH, 'tau/retail/tools.json');
const missing = !existsSync(file);

describe.skipIf(missing)(
  `the public tool schemas${missing ? ' (skipped: TRESTLE_BENCH holds no tools.json)' : ''}`,
  () => {
    test('have our names, arguments, types and choices', () => {
      const published = JSON.parse(readFileSync(file, 'utf8')) as {
        function: { name: string; parameters: Schema };
      }[];
      const ours = retailTools(memoryRecords({})).map((tool) => [
        tool.name,
        outline(z.toJSONSchema(tool.input) as unknown as Schema),
      ]);
      const theirs = published.map(({ function: { name, parameters } }) => [name, outline(parameters)]);
      expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
    });
  },
);

interface Schema {
  readonly properties: {
    readonly [name: string]: {
      readonly type: string;
      readonly enum?: readonly string[];
      readonly items?: { readonly type: string };
    };
  };
  readonly required?: readonly string[];
}

function outline({ properties, required = [] }: Schema) {
  const types = Object.entries(properties).map(([name, { type, enum: choices, items }]) => [
    name,
    [type, choices, items?.type],
  ]);
  return { types: Object.fromEntries(types), required: required.toSorted() };
}
