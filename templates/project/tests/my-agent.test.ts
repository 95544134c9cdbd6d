import { memoryRecords, openAgent, tryTool } from 'trestle/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../tools/my-agent/demo-data.ts';
import { cancelOrder } from '../tools/my-agent/index.ts';

const project = new URL('..', import.meta.url);

describe('cancel_order', () => {
  test('cancels a pending order once, however often it is tried', async () => {
    const { run } = tryTool(cancelOrder, { records: memoryRecords(seed()) });
    const first = await run({ order_id: 'A1001' });
    expect(first).toEqual({ order_id: 'A1001', refund: 2500 });
    expect(await run({ order_id: 'A1001' })).toEqual(first);
  });

  test('does nothing to an order that was sent', async () => {
    const { run } = tryTool(cancelOrder, { records: memoryRecords(seed()) });
    await expect(run({ order_id: 'A1002' })).rejects.toMatchObject({ name: 'NotDone' });
  });
});

describe('a conversation', () => {
  let agent: Awaited<ReturnType<typeof openAgent>>;
  // The first time trains the intents.
  beforeAll(async () => {
    agent = await openAgent({ project, agent: 'my-agent' });
  }, 120_000);
  afterAll(() => agent?.close());

  test('cancels an order after a yes, and not before', async () => {
    const thread = await agent.thread({ customer_id: 'mia' });
    const asked = await thread.say('Please cancel order A1001');
    expect(asked.outcome).toBe('awaiting_confirmation');
    expect(await thread.records.get('orders', 'A1001')).toMatchObject({ status: 'pending' });
    const done = await thread.say('yes');
    expect(done.outcome).toBe('answered');
    expect(await thread.records.get('orders', 'A1001')).toMatchObject({ status: 'cancelled' });
    await thread.close();
  });

  test('a colleague looks at a large order first', async () => {
    const thread = await agent.thread({ customer_id: 'mia' });
    expect((await thread.say('Please cancel order A1004')).outcome).toBe('escalated');
    await thread.decide({
      decision: 'reject',
      by: { kind: 'operator', id: 'jo' },
      note: 'We call you about this order.',
    });
    expect(await thread.lastReply()).toContain('We call you about this order.');
    await thread.close();
  });
});
