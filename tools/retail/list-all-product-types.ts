import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { readAs } from '../shared/refuse.ts';
import { Product } from './domain/shapes.ts';

/** Lists what the shop sells: product id by name, in order of name. */
export function listAllProductTypes(records: Records): Tool {
  return readTool({
    name: 'list_all_product_types',
    description: 'Lists the name and product id of every type of product in the shop.',
    title: 'list the products',
    input: z.strictObject({}),
    output: z.record(z.string(), z.string()),
    answer: async () => {
      const products = (await records.list('products')).map(({ id, record }) => readAs(Product, record, id));
      return Object.fromEntries(
        products.map(({ name, product_id }): [string, string] => [name, product_id]).sort(),
      );
    },
  });
}
