import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TurnResult } from '../../core/turn.ts';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';

let shop: Awaited<ReturnType<typeof retailHarness>>;
beforeEach(async () => {
  shop = await retailHarness();
});
afterEach(() => shop.close());

/** The last turn of a conversation of a signed-in customer, or of a stranger. */
async function lastOf(messages: readonly string[], customer: string | null = mia): Promise<TurnResult> {
  const thread = await shop.open('t1', customer);
  const turns: TurnResult[] = [];
  for (const message of messages) turns.push(await shop.say(thread, message));
  const last = turns.at(-1);
  if (!last) throw new Error('nothing was said');
  return last;
}

const PLAIN = { slot: null, slots: [], options: [], many: false, action: null };

describe('what a turn asks for', () => {
  test('nothing after an answer', async () => {
    expect((await lastOf(['what is the status of order #W1000001?'])).asks).toBeNull();
  });

  test('nothing certain after a message that nobody understands', async () => {
    const { outcome, asks } = await lastOf(['purple monkey dishwasher']);
    expect({ outcome, asks }).toEqual({ outcome: 'asked', asks: null });
  });

  test('the slots of which any will do', async () => {
    const { asks } = await lastOf(['cancel order #W1000001'], null);
    expect(asks).toEqual({
      ...PLAIN,
      kind: 'question',
      slot: 'email',
      slots: ['email', 'name', 'zip'],
      type: 'email',
    });
  });

  test('a declared choice, with its values', async () => {
    const { asks } = await lastOf(['cancel order #W1000001']);
    expect(asks).toMatchObject({ kind: 'question', slot: 'reason', type: 'choice', many: false });
    expect(asks?.options[1]).toEqual({ label: 'Ordered by mistake', value: 'ordered by mistake' });
  });

  test('one of the records that are listed', async () => {
    const { asks } = await lastOf(['I want to cancel something']);
    expect(asks).toMatchObject({
      slot: 'pending_order',
      slots: ['pending_order', 'order_id'],
      type: 'option',
    });
    expect(asks?.options).toContainEqual({
      label: expect.stringContaining('#W1000001'),
      value: '#W1000001',
    });
  });

  test('a yes to exactly the action that is shown', async () => {
    const { asks, reply } = await lastOf(['cancel order #W1000001, it was ordered by mistake']);
    expect(asks).toMatchObject({ ...PLAIN, kind: 'confirm', type: 'yes-no', action: {} });
    expect(asks?.action).toMatchObject({
      name: 'cancel_pending_order',
      arguments: { order_id: '#W1000001', reason: 'ordered by mistake' },
    });
    for (const line of asks?.action?.preview ?? ['?']) expect(reply.text).toContain(line);
  });

  test('is told by the event that ends the turn', async () => {
    const { asks, goals } = await lastOf(['cancel order #W1000001, it was ordered by mistake']);
    const [end] = (await shop.ledger.events.since('t1', 0, 100)).filter(({ type }) => type === 'turn-end');
    expect(end?.data).toMatchObject({ asks: { action: asks?.action }, goals });
  });

  test('nothing of the customer once a person has the thread', async () => {
    expect((await lastOf(['cancel order #W1000001', 'let me talk to a person'])).asks).toBeNull();
  });
});
