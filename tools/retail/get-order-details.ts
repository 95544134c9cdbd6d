import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import { NOT_FOUND, type Tool } from '../../core/tool.ts';
import { readTool } from '../shared/read.ts';
import { orderId } from './domain/inputs.ts';
import { OrderDetails } from './domain/shapes.ts';

/** Reads an order. */
export function getOrderDetails(records: Records): Tool {
  return readTool({
    name: 'get_order_details',
    description: 'Reads an order: status, items, address, tracking numbers and payments.',
    title: 'look up an order',
    input: z.strictObject({ order_id: orderId }),
    output: OrderDetails,
    answer: async (args) => (await records.get('orders', args.order_id)) ?? NOT_FOUND,
  });
}
