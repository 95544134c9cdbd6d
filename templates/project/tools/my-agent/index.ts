import { fact, money, NOT_FOUND, NotDone, records, tool, toolset as tools } from 'trestle';
import { z } from 'zod';
import { seed } from './demo-data.ts';

const Customer = z.object({ name: z.string(), email: z.string() });
const Order = z.object({
  customer_id: z.string(),
  status: z.enum(['pending', 'shipped', 'cancelled']),
  items: z.array(z.object({ name: z.string(), price: money('USD', 'cents') })),
});

/** The demo records. In a shop of your own, tools call your services instead. */
const customers = records('customers', Customer);
const orders = records('orders', Order);

const orderId = z.string().describe('The order number: `A1001`.');

const findCustomer = tool({
  name: 'find_customer',
  title: 'find a customer',
  description: 'Finds the customer with this e-mail address. Answers their id.',
  input: z.strictObject({ email: z.string() }),
  output: z.string(),
  async run({ email }, call) {
    const [found] = await customers.find(call, { email });
    return found?.id ?? NOT_FOUND;
  },
});

const getOrder = tool({
  name: 'get_order',
  title: 'look up an order',
  description: 'Reads an order: whose it is, its status and its items.',
  input: z.strictObject({ order_id: orderId }),
  output: Order.extend({ exists: z.literal(true), order_id: z.string() }),
  async run({ order_id }, call) {
    const order = await orders.get(call, order_id);
    return order ? { exists: true, order_id, ...order } : NOT_FOUND;
  },
});

/** The rules of `policies/my-agent/` decide whether it runs, and the customer says yes to what `preview` shows. */
export const cancelOrder = tool({
  name: 'cancel_order',
  title: 'cancel the order',
  description: 'Cancels an order that is still pending, and pays back what it cost.',
  input: z.strictObject({ order_id: orderId }),
  output: z.object({ order_id: z.string(), refund: money('USD', 'cents') }),
  effects: true,
  idempotency: 'key',
  words: { verbs: ['cancel'], deeds: ['cancellation'], nouns: ['order'] },
  run: ({ order_id }, call) =>
    call.commit((change) => {
      const order = orders.in(change).get(order_id);
      // Somebody may have sent it since the rules were asked: nothing is done then, and the customer is told so.
      if (order?.status !== 'pending')
        throw new NotDone({
          tell: `Order ${order_id} is no longer pending, so nothing has been changed.`,
          detail: `the order is ${order?.status ?? 'not on record'}`,
        });
      orders.in(change).put(order_id, { ...order, status: 'cancelled' });
      return { order_id, refund: totalOf(order) };
    }),
  async preview({ order_id }, call) {
    const order = await orders.get(call, order_id);
    const items = order?.items.map(({ name }) => name).join(', ') ?? 'unknown';
    const refund = order ? `$${(totalOf(order) / 100).toFixed(2)} will be paid back.` : '';
    return { title: `Cancel order ${order_id}`, lines: [`Items: ${items}.`, refund] };
  },
});

const totalOf = ({ items }: Pick<z.output<typeof Order>, 'items'>): number =>
  items.reduce((total, { price }) => total + price, 0);

export const toolset = tools({
  tools: [findCustomer, getOrder, cancelOrder],
  facts: {
    // Of an order that does not exist, there is no total either.
    order_total: fact({ order: Order.pick({ items: true }) }, ({ order }) => totalOf(order)),
  },
  seed,
});
