import type { ToolsetFactory } from '../../core/tool.ts';
import { seed } from './demo-data.ts';
import { facts } from './facts.ts';
import { orderBill } from './functions/order-bill.ts';
import { retailTools } from './retail-tools.ts';

/** The retail agent's tools, the facts its rules read, the functions of its flows, and the demo shop. */
export const toolset: ToolsetFactory = ({ records }) => ({
  tools: retailTools(records),
  facts,
  functions: { order_bill: orderBill },
  seed,
});
