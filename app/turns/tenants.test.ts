import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';

const CANCEL = ['cancel order #W1000001', 'no longer needed', 'yes'];
const query = { tools: ['cancel_pending_order'], since: '2000-01-01T00:00:00.000Z', sum: null };

let shop: Awaited<ReturnType<typeof retailHarness>>;
beforeEach(async () => {
  shop = await retailHarness();
});
afterEach(() => shop.close());

describe('two tenants served by one graph', () => {
  test("neither sees the other's threads, turns, steps, actions, history, windows or events", async () => {
    const [here, there] = [shop.of('north'), shop.of('south')];
    await here.open('t1', mia);
    for (const text of CANCEL) await here.say('t1', text);
    const { ledger } = here;
    const [turn] = await ledger.turns.list({ thread_id: 't1', limit: 1 });
    expect((await ledger.turns.get(turn?.turn_id ?? ''))?.steps.length).toBeGreaterThan(2);
    expect(await ledger.actions.history('t1')).toContainEqual(
      expect.objectContaining({ name: 'cancel_pending_order' }),
    );
    expect(await ledger.actions.window({ thread_id: 't1', action_id: 'another' }, query)).toBe(1);

    expect(await there.ledger.threads.get('t1')).toBeUndefined();
    await expect(there.say('t1', 'hello')).rejects.toMatchObject({ code: 'THREAD_UNKNOWN' });
    expect(await there.ledger.turns.get(turn?.turn_id ?? '')).toBeUndefined();
    expect(await there.ledger.events.since('t1', 0, 100)).toEqual([]);
    await there.open('t2', mia);
    expect((await there.say('t2', 'where is order #W1000002?')).outcome).toBe('answered');
    expect(await there.ledger.actions.history('t2')).not.toContainEqual(
      expect.objectContaining({ name: 'cancel_pending_order' }),
    );
    expect(await there.ledger.actions.window({ thread_id: 't2', action_id: 'another' }, query)).toBe(0);
    expect(await there.ledger.threads.transcript('t1', 10)).toEqual([]);
    expect(await ledger.threads.get('t2')).toBeUndefined();
    expect(await ledger.recovery.tenants()).toEqual(['north', 'south']);
  });

  test("neither sees or decides the other's escalations, and a follower hears its own tenant only", async () => {
    const [here, there] = [shop.of('north'), shop.of('south')];
    await here.open('t1', mia);
    const heard: string[] = [];
    there.harness.events.subscribe('t1', ({ type }) => heard.push(type));
    const { escalation_id } = await here.say('t1', 'I want to talk to a person');
    expect(escalation_id).not.toBeNull();
    expect(await here.ledger.escalations.list({ limit: 10 })).toHaveLength(1);
    expect(await there.ledger.escalations.list({ limit: 10 })).toEqual([]);
    expect(await there.ledger.escalations.get(escalation_id ?? '')).toBeUndefined();
    expect(heard).toEqual([]);
  });
});
