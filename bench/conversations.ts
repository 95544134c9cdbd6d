import type { World } from '../core/ports/records.ts';
import type { Outcome } from '../core/turn.ts';
import { seed } from '../tools/retail/demo-data.ts';
import type { Order, User } from '../tools/retail/domain/shapes.ts';

/** A customer's message with the part of the agent's work that it exercises. */
export interface Line {
  readonly kind: string;
  readonly text: string;
  /** The expected outcome; a turn with another one would measure something else. */
  readonly ends: Outcome;
}

export type Conversation = readonly Line[];

/** Endless conversations of the demo shop's customers, each with another customer, order and wording. */
export function* conversations(): Generator<Conversation, never> {
  const customers = pendingOrders(seed());
  for (let round = 0; ; round++) {
    const customer = customers[round % customers.length];
    if (customer) yield conversation(customer, round);
  }
}

/** The same customers on the way of a model: a tool is called, an effect is shown, and a yes runs it. */
export function* modelConversations(): Generator<Conversation, never> {
  const customers = pendingOrders(seed());
  for (let round = 0; ; round++) {
    const { email, order } = customers[round % customers.length] as Customer;
    yield [
      {
        kind: 'tool called',
        ends: 'asked',
        text: `I want to cancel order ${order}. My e-mail is ${email}`,
      },
      {
        kind: 'effect shown',
        ends: 'awaiting_confirmation',
        text: 'please cancel that order, I ordered it by mistake',
      },
      { kind: 'yes, executed', ends: 'answered', text: 'yes' },
    ];
  }
}

/** The ids of the customers who speak. */
export const customerIds = (): readonly string[] => pendingOrders(seed()).map(({ id }) => id);

interface Customer {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly order: string;
}

function pendingOrders({ orders = {}, users = {} }: World): readonly Customer[] {
  const firstOf = new Map<string, Customer>();
  for (const order of Object.values(orders) as unknown as Order[]) {
    const user = users[order.user_id] as unknown as User;
    if (order.status !== 'pending' || firstOf.has(order.user_id)) continue;
    firstOf.set(order.user_id, {
      id: order.user_id,
      email: user.email,
      name: user.name.first_name,
      order: order.order_id,
    });
  }
  return [...firstOf.values()];
}

const pick = (variants: readonly string[], round: number): string =>
  variants[round % variants.length] as string;

const conversation = ({ email, name, order }: Customer, round: number): Conversation => [
  {
    kind: 'status, asked who',
    ends: 'asked',
    text: pick(
      [
        `Hi, this is ${name}. Where is my order ${order}?`,
        `hello, can you tell me the status of ${order} please`,
        `has ${order} been sent yet? ${name} here`,
      ],
      round,
    ),
  },
  {
    kind: 'identified',
    ends: 'answered',
    text: pick([`it is ${email}`, `sure: ${email}`, `my e-mail is ${email}`], round),
  },
  {
    kind: 'cancel, asked why',
    ends: 'asked',
    text: pick(
      [
        `I want to cancel order ${order}`,
        `please cancel ${order} for me`,
        `could you call off ${order}, I'd like it cancelled`,
      ],
      round,
    ),
  },
  {
    kind: 'question in the middle',
    ends: 'asked',
    text: pick(
      [
        `how long do refunds take for ${name}?`,
        `wait, when would I get my money back for ${order}?`,
        `one question first: how soon is a refund on my card, ${name} asks`,
      ],
      round,
    ),
  },
  {
    kind: 'reason, shown action',
    ends: 'awaiting_confirmation',
    text: pick(['no longer needed', 'it was ordered by mistake'], round),
  },
  { kind: 'yes, executed', ends: 'answered', text: pick(['yes', 'Yes, please', 'yes please'], round) },
  {
    kind: 'knowledge question',
    ends: 'answered',
    text: pick(
      [
        `what is your returns policy? I'm ${name}`,
        `how do I pick the right size for a jacket, say for ${name}?`,
        `do you ship abroad? ${email} would like to know`,
      ],
      round,
    ),
  },
];
