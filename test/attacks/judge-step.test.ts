import { afterEach, describe, expect, test } from 'vitest';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { Flow } from '../../core/flow.ts';
import { detailOf } from '../../core/step-details.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import type { Policy, PolicyRule } from '../../rules/judge/policy.ts';
import { toolset } from '../../tools/retail/index.ts';
import { type RetailHarness, retailHarness } from '../retail-harness.ts';
import { mia } from '../retail-shop.ts';

const ORDER = '#W1000001';
const DELIVERED = '#W1000002';
const whole = { order_id: '{order_id}', reason: 'no longer needed' };
const judge = (given: object = whole) => ({ judge: { tool: 'cancel_pending_order', with: given } });
const call = { call: { tool: 'cancel_pending_order', with: whole, as: 'cancelled' } };
const cancelling = (steps: readonly unknown[]) =>
  Flow.parse({
    about: 'cancelling your order',
    slots: { order_id: { type: 'id', ask: 'Which order?', pattern: '#W\\d{7}' } },
    steps: [{ ask: 'order_id' }, ...steps],
  });

const { tools, facts: computed } = toolset({ records: memoryRecords({}) });
const root = new URL('../..', import.meta.url).pathname;
const rules = unwrap(await loadPolicy({ root, agent: 'retail', tools, computed }));
/** The shop's rules without those that ask for a yes. */
const UNASKED = withoutRules(({ event }) => event.type === 'confirm');
/** Rules under which everything is denied. */
const CLOSED: Policy = {
  ...withoutRules(() => true),
  version: 'closed',
  tools: new Map(
    [...rules.tools].map(([name, tool]) => [
      name,
      { ...tool, rules: [], topics: [{ topic: 'closed', default: 'deny' as const }] },
    ]),
  ),
};

function withoutRules(left: (rule: PolicyRule) => boolean): Policy {
  return {
    ...rules,
    version: 'fewer',
    tools: new Map(
      [...rules.tools].map(([name, tool]) => [
        name,
        { ...tool, rules: tool.rules.filter((rule) => !left(rule)) },
      ]),
    ),
  };
}

let shop: Awaited<ReturnType<typeof retailHarness>>;
afterEach(() => shop.close());

async function begin(steps: readonly unknown[], more: RetailHarness = {}) {
  shop = await retailHarness({ flows: { 'cancel-order': cancelling(steps) }, ...more });
  return shop.open('t1', mia);
}
const statusOf = async (id: string) => ((await shop.records.get('orders', id)) as { status: string }).status;
const cancellations = async () =>
  (await shop.ledger.actions.list({ thread_id: 't1' })).filter(
    ({ proposal }) => proposal.action.name === 'cancel_pending_order',
  );

describe('a `judge` step', () => {
  test('runs nothing, however complete and allowed the action is, and whatever is said after it', async () => {
    const thread = await begin([judge(), judge({ order_id: '{order_id}' }), { say: 'It could be.' }], {
      policy: () => UNASKED,
    });
    for (const text of [`cancel ${ORDER}`, 'yes', 'yes, cancel it', `go ahead and cancel ${ORDER}`])
      await shop.say(thread, text);
    expect(await statusOf(ORDER)).toBe('pending');
    expect(await cancellations()).toEqual([]);
  });

  test('asks for no yes and leaves no action on record; its step says what was judged', async () => {
    const thread = await begin([judge(), { say: 'It could be.' }]);
    const told = await shop.say(thread, `cancel ${ORDER}`);
    expect(told).toMatchObject({ outcome: 'answered', actions: [] });
    expect(told.reply?.text).toContain('It could be.');
    const steps = (await shop.ledger.turns.get(told.turn_id))?.steps ?? [];
    expect(steps.flatMap((step) => detailOf(step, 'validate') ?? [])).toEqual([
      expect.objectContaining({ action: 'cancel_pending_order', dry: true }),
    ]);
    expect(steps.map(({ node }) => node)).not.toContain('execute');
  });

  test('tells a denial that is sure before the other arguments are known, with the reason of the rule', async () => {
    const thread = await begin([judge({ order_id: '{order_id}' }), { say: 'It could be.' }, call]);
    const told = await shop.say(thread, `cancel ${DELIVERED}`);
    expect(told.outcome).toBe('refused');
    expect(told.reply?.text).toContain('no longer pending');
    expect(told.reply?.text).not.toContain('It could be.');
    expect(await cancellations()).toEqual([]);
  });

  test('discharges no confirmation: the call after it is shown, and runs once after a yes', async () => {
    const thread = await begin([judge(), call, { say: 'Done with {cancelled.order_id}.' }]);
    const shown = await shop.say(thread, `cancel ${ORDER}`);
    expect(shown.outcome).toBe('awaiting_confirmation');
    expect(await statusOf(ORDER)).toBe('pending');
    expect((await shop.say(thread, 'yes')).outcome).toBe('answered');
    expect(await statusOf(ORDER)).toBe('cancelled');
    expect(await cancellations()).toMatchObject([{ status: 'executed' }]);
  });

  test('after a yes to a call runs nothing more', async () => {
    const thread = await begin([judge(), call, judge({ ...whole, reason: 'ordered by mistake' })]);
    await shop.say(thread, `cancel ${ORDER}`);
    await shop.say(thread, 'yes');
    expect(await cancellations()).toHaveLength(1);
  });

  test('binds no later judgement: rules that changed since are asked anew at the call', async () => {
    let policy: Policy = rules;
    const thread = await begin([judge(), { confirm: 'Really?' }, call], { policy: () => policy });
    expect((await shop.say(thread, `cancel ${ORDER}`)).reply?.text).toContain('Really?');
    policy = CLOSED;
    expect((await shop.say(thread, 'yes')).outcome).toBe('refused');
    expect(await statusOf(ORDER)).toBe('pending');
    expect(await cancellations()).toMatchObject([{ status: 'denied' }]);
  });

  test("says nothing of another customer's record but that it is another's", async () => {
    const thread = await begin([judge({ order_id: '{order_id}' }), { say: 'It could be.' }]);
    const told = await shop.say(thread, 'cancel #W1000005');
    expect(told.outcome).toBe('refused');
    expect(told.reply?.text).toContain('belongs to another customer');
    expect(told.reply?.text).not.toContain('pending');
  });
});
