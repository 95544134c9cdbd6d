// The examples of docs/tools.md that are in no other file: they compile, and a test finds them here.
import { fact, flowFunction, money, NOT_FOUND, NotDone, tool, toolset as tools } from 'trestle';
import { z } from 'zod';

const cards = 'https://cards.example.com';
const cardInput = z.strictObject({ card_id: z.string() });

export const blockCard = tool({
  name: 'block_card',
  title: 'block the card',
  description: 'Blocks a card at once. It cannot be used again.',
  input: z.strictObject({ card_id: z.string().describe('The id of the card: `C1001`.') }),
  output: z.object({ card_id: z.string(), status: z.literal('blocked') }),
  effects: true,
  idempotency: 'key',
  words: { verbs: ['block'], nouns: ['card'] },
  async run({ card_id }, { key, signal }) {
    const answer = await fetch(`${cards}/${card_id}/block`, {
      method: 'POST',
      headers: { 'Idempotency-Key': key },
      signal,
    });
    if (answer.status === 409)
      throw new NotDone({ tell: 'That card is blocked already.', detail: 'the service answered 409' });
    if (!answer.ok) throw new Error(`the card service answered ${answer.status}`);
    return { card_id, status: 'blocked' };
  },
});

export const orderCard = tool({
  name: 'order_card',
  title: 'order a new card',
  description: 'Orders a card to replace a blocked one.',
  input: cardInput,
  output: z.object({ order_id: z.string() }),
  effects: true,
  preview: () => ({
    title: 'Order a new card',
    lines: ['A new card costs $12.50, which your PayPal account pays.'],
    values: [
      { label: 'PayPal account', others: ['Visa ending in 4417'], verbs: ['charge to'], nouns: ['card'] },
      { label: '$12.50', verbs: ['pay'], nouns: ['price'] },
    ],
  }),
  idempotency: 'lookup',
  async run({ card_id }, { key, signal }) {
    const body = JSON.stringify({ card_id, reference: key });
    const answer = await fetch(`${cards}/orders`, { method: 'POST', body, signal });
    return (await answer.json()) as { order_id: string };
  },
  async happened(_args, { key, signal }) {
    const answer = await fetch(`${cards}/orders?reference=${key}`, { signal });
    return answer.status === 404 ? undefined : ((await answer.json()) as { order_id: string });
  },
});

export const getCard = tool({
  name: 'get_card',
  title: 'look up a card',
  description: 'Reads a card: whose it is, its status and its limit.',
  input: cardInput,
  output: z.object({ exists: z.literal(true), customer_id: z.string(), status: z.string() }),
  async run({ card_id }, { signal }) {
    const answer = await fetch(`${cards}/${card_id}`, { signal });
    if (answer.status === 404) return NOT_FOUND;
    if (!answer.ok) throw new Error(`the card service answered ${answer.status}`);
    const card = (await answer.json()) as { customer_id: string; status: string };
    return { exists: true, ...card };
  },
});

const Charge = z.object({ cents: z.int(), at: z.iso.datetime() });

export const toolset = tools({
  tools: [getCard, blockCard, orderCard],
  facts: {
    days_since_charge: fact({ charge: Charge }, ({ charge }, now) =>
      Math.floor((now.getTime() - Date.parse(charge.at)) / 86_400_000),
    ),
  },
  functions: {
    left_of_limit: flowFunction({
      input: z.object({ limit: money('USD'), charges: z.array(z.object({ amount: money('USD', 'cents') })) }),
      output: z.object({ left: money('USD', 'cents') }),
      compute({ limit, charges }) {
        return { left: limit * 100 - charges.reduce((sum, { amount }) => sum + amount, 0) };
      },
    }),
  },
});
