import { newFrame } from '../../core/flow-memory.ts';
import type { NodeState, Option } from '../../core/state.ts';
import { seed } from '../../tools/retail/demo-data.ts';
import type { Order } from '../../tools/retail/domain/shapes.ts';

/** A message in the state of its thread. */
export interface Said {
  readonly text: string;
  readonly state: Partial<NodeState>;
}

/** The number of orders that are listed. */
const LISTED = 50;

/** Endless messages of customers who were shown 50 orders, or nothing, each with another order and wording. */
export function* sayings(): Generator<Said, never> {
  const orders = Object.values(seed()['orders'] ?? {}) as unknown as readonly Order[];
  for (let round = 0; ; round++) {
    const shown = Array.from({ length: LISTED }, (_, place) => orders[(7 * round + place) % orders.length]);
    const options = shown.flatMap((order) => (order ? [optionOf(order)] : []));
    const order = shown[(13 * round) % LISTED] as Order;
    const text = (SAID[round % SAID.length] as Wording)(order, round);
    yield { text, state: round % 3 === 0 ? {} : choosing(options) };
  }
}

type Wording = (order: Order, round: number) => string;

const item = ({ items }: Order): string => (items[0]?.name ?? 'lamp').toLowerCase();
const SAID: readonly Wording[] = [
  (order) => `I want to cancel order ${order.order_id}, I bought the ${item(order)} by mistake`,
  (order) => `the one with the ${item(order)} please, number ${order.order_id.slice(-4)}`,
  (order) => `${order.order_id}`,
  (order, round) => `Hi, this is customer ${round}. Where is my ${item(order)}?`,
  (order) => `it is the order with the ${item(order)} that I sent to ${order.address.city}`,
  (order, round) => `the ${item(order)} one, and I no longer need it since day ${round}`,
  (order) => `can I return the ${item(order)} from ${order.order_id} and get the money on my paypal account?`,
  (order) => `not the first one, the ${item(order)} of ${order.address.zip}`,
  (_order, round) => `wait, how long do refunds take for ${round} dollars?`,
  (order) =>
    `Please cancel ${order.order_id}. Also, I would like to change the address of the ${item(order)}`,
  (_order, round) => `the newest one, or number ${round % LISTED}`,
];

function optionOf(order: Order): Option {
  const names = order.items.map(({ name }) => name).join(', ');
  return {
    label: `Order ${order.order_id}, ${order.status}: ${names}`,
    value: order.order_id,
    element: JSON.parse(JSON.stringify(order)),
  };
}

const choosing = (options: readonly Option[]): Partial<NodeState> => ({
  goals: [
    {
      intent: 'cancel-order',
      since_turn: 't0',
      approved: null,
      flow: newFrame('cancel-order', 'I want to cancel an order'),
    },
  ],
  pending: { kind: 'question', slots: ['pending_order', 'order_id'], options, many: false },
});
