import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import { NOT_FOUND, type Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { Product } from './domain/shapes.ts';

const input = z.strictObject({
  product_id: z.string().describe('Not an item id. Orders and the list of product types give it.'),
});

/** Reads a product with all its variants. */
export function getProductDetails(records: Records): Tool {
  return readTool({
    name: 'get_product_details',
    description: 'Reads a type of product: its variants with item id, options, price and availability.',
    title: 'look up a product',
    input,
    output: Product,
    answer: async (args) => (await records.get('products', args.product_id)) ?? NOT_FOUND,
  });
}
