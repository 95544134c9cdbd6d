import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { type OrderChange, orderEffect, requireStatus } from './domain/effect.ts';
import { addressFields, orderId } from './domain/inputs.ts';
import type { Address } from './domain/shapes.ts';
import type { Shop } from './domain/shop.ts';
import { addressValue } from './domain/shown-values.ts';
import { addressInWords } from './domain/wording.ts';

const input = z.strictObject({ order_id: orderId, ...addressFields });

/** Sends a pending order to another address. */
export function modifyPendingOrderAddress(records: Records): Tool {
  return orderEffect(
    {
      name: 'modify_pending_order_address',
      description: 'Sends a pending order to another address. Answers the order as it is then.',
      title: 'change where the order goes',
      input,
      words: {
        verbs: ['change', 'update', 'modify', 'correct'],
        deeds: ['changes', 'modification', 'correction'],
        nouns: [
          'address',
          'shipping address',
          'delivery address',
          'order address',
          'address of the order',
          'address for the order',
          'address of my order',
          'address for my order',
          'address for that order',
        ],
      },
      heading: (id) => `Change the address of order ${id}`,
      plan: planAddressChange,
    },
    records,
  );
}

function planAddressChange({ order }: Shop, args: z.output<typeof input>): OrderChange {
  requireStatus(order, 'pending');
  const { order_id: _, ...fields } = args;
  const address: Address = fields;
  return {
    order: { ...order, address },
    values: [addressValue(address, order.address)],
    lines: [
      `The order will be sent to: ${addressInWords(address)}.`,
      `It was to be sent to: ${addressInWords(order.address)}.`,
    ],
  };
}
