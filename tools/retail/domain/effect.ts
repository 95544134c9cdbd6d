import type { z } from 'zod';
import type { Records } from '../../../core/ports/records.ts';
import type { ActionWords, PreviewValue, Tool } from '../../../core/tool.ts';
import type { Json, JsonObject } from '../../../core/values/json.ts';
import { acceptArguments, refuse } from '../../shared/refuse.ts';
import { type Order, OrderDetails, type User } from './shapes.ts';
import { type Shop, shopAround, shopNow } from './shop.ts';

/** An action's changes of an order and its owner, with words for the customer. */
export interface OrderChange {
  readonly order: Order;
  readonly user?: User;
  /** One sentence a line. */
  readonly lines: readonly string[];
  /** The items of the order that it is about, if these are not all. */
  readonly items?: readonly string[];
  /** The choices and amounts of `lines` that a yes may say again. */
  readonly values?: readonly PreviewValue[];
}

/** An action on one order; `input` has an `order_id`. */
export interface OrderEffect<Input extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly input: Input;
  readonly words: ActionWords;
  /** Names the order: `Cancel order #W1000001`. */
  heading(orderId: string): string;
  /** Works out the change, or refuses; the same for the preview and for the act. */
  plan(shop: Shop, args: z.output<Input>): OrderChange;
}

/** A tool that carries out a planned change of an order in one commit, under the call's key. */
export function orderEffect<Input extends z.ZodObject>(effect: OrderEffect<Input>, records: Records): Tool {
  const { name, description, title, input, words } = effect;
  return {
    name,
    description,
    title,
    input,
    output: OrderDetails,
    effects: true,
    idempotency: 'key',
    words,
    run: async (args, { key }) => {
      const accepted = acceptArguments(input, args);
      return await records.commit(key, ({ get, put }): Json => {
        const { order, user } = effect.plan(shopAround(get, orderIdOf(args)), accepted);
        put('orders', order.order_id, order);
        if (user) put('users', order.user_id, user);
        return order;
      });
    },
    preview: async (args) => {
      const shop = await shopNow(records, orderIdOf(args));
      const { lines, items, values = [] } = effect.plan(shop, acceptArguments(input, args));
      const title = effect.heading(shop.order.order_id);
      return { title, lines, values, ...(items === undefined ? {} : { items }) };
    },
  };
}

/** Refuses an order in any other status. */
export function requireStatus(order: Order, status: string): void {
  if (order.status !== status)
    refuse(
      `the order \`${order.order_id}\` is \`${order.status}\`, not \`${status}\``,
      `Order ${order.order_id} is ${order.status} by now, so nothing has been changed.`,
    );
}

function orderIdOf(args: JsonObject): string {
  const id = args['order_id'];
  return typeof id === 'string' ? id : refuse('the action names no order');
}
