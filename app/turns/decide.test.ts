import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unverified } from '../../core/principal.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';
import { decide } from './decide.ts';

type Shop = Awaited<ReturnType<typeof retailHarness>>;
let shop: Shop;
let thread: string;
let down = true;

/** While the shop's order service does not answer, an action on an order waits for a person. */
beforeEach(async () => {
  down = false;
  let failures = 0;
  shop = await retailHarness({
    wrapTool: (tool) =>
      tool.name === 'get_order_details'
        ? {
            ...tool,
            run: async (args, call) => {
              if (down && call.key.startsWith('read:')) throw new Error(`no answer (${++failures})`);
              return tool.run(args, call);
            },
          }
        : tool,
  });
  thread = await shop.open('t1', mia);
});
afterEach(() => shop.close());

const statusOf = async (id: string) => ((await shop.records.get('orders', id)) as { status: string }).status;
const CANCEL = 'cancel order #W1000001, it was ordered by mistake';

/** Brings the thread to a cancellation that waits for a person. */
async function waitForReview(): Promise<string> {
  down = false;
  const shown = await shop.say(thread, CANCEL);
  expect(shown.outcome).toBe('awaiting_confirmation');
  down = true;
  const { outcome, escalation_id } = await shop.say(thread, 'yes');
  expect(outcome).toBe('escalated');
  down = false;
  return escalation_id ?? '';
}

/** The recorded action that a person was asked about. */
async function endOf(escalationId: string) {
  const escalation = await shop.ledger.escalations.get(escalationId);
  const { action_id = '' } = escalation?.request.proposal ?? {};
  const [action] = await shop.ledger.actions.list({ thread_id: thread, action_id });
  return action?.status;
}

describe('deciding on an action that waits', () => {
  test('approve: it runs once, under the yes that the customer gave or a new one', async () => {
    const id = await waitForReview();
    const closed = await decide(shop.harness, id, { decision: 'approve', by: unverified('op') });
    expect(closed).toMatchObject({
      status: 'closed',
      decision: { decision: 'approve', by: unverified('op') },
    });
    if ((await statusOf('#W1000001')) === 'pending') await shop.say(thread, 'yes');
    expect(await statusOf('#W1000001')).toBe('cancelled');
    const [done] = (await shop.ledger.actions.list({ thread_id: thread })).filter(
      ({ proposal, status }) => proposal.action.name === 'cancel_pending_order' && status === 'executed',
    );
    expect(done).toBeDefined();
  });

  test('edit: the edited action needs a new yes of the customer', async () => {
    const id = await waitForReview();
    await decide(shop.harness, id, {
      decision: 'edit',
      by: unverified('op'),
      arguments: { order_id: '#W1000001', reason: 'no longer needed' },
    });
    expect(await endOf(id)).toBe('declined');
    expect(await statusOf('#W1000001')).toBe('pending');
    expect(await shop.say(thread, 'yes')).toMatchObject({ outcome: 'answered' });
    expect(await shop.records.get('orders', '#W1000001')).toMatchObject({
      status: 'cancelled',
      cancel_reason: 'no longer needed',
    });
    const cancelled = (await shop.ledger.actions.list({ thread_id: thread })).filter(
      ({ proposal, status }) => proposal.action.name === 'cancel_pending_order' && status === 'executed',
    );
    expect(cancelled).toHaveLength(1);
  });

  test('edit: one that does not fit the tool is told where, decides nothing, and a right one still counts', async () => {
    const id = await waitForReview();
    const edit = (args: JsonObject) =>
      decide(shop.harness, id, { decision: 'edit', by: unverified('op'), arguments: args });
    await expect(edit({ order_id: '#W1000001' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      issues: [{ path: 'arguments.reason' }],
    });
    await expect(edit({ order_id: 5, reason: 'no longer needed' })).rejects.toMatchObject({
      issues: [{ path: 'arguments.order_id' }],
    });
    expect(await shop.ledger.escalations.get(id)).toMatchObject({ status: 'open', decision: null });
    await edit({ order_id: '#W1000001', reason: 'no longer needed' });
    await shop.say(thread, 'yes');
    expect(await statusOf('#W1000001')).toBe('cancelled');
  });

  test("edit: another customer's order is denied like any other proposal", async () => {
    const id = await waitForReview();
    await decide(shop.harness, id, {
      decision: 'edit',
      by: unverified('op'),
      arguments: { order_id: '#W1000005', reason: 'no longer needed' },
    });
    await shop.say(thread, 'yes');
    expect(await statusOf('#W1000005')).toBe('pending');
    expect(await statusOf('#W1000001')).toBe('pending');
  });

  test('reject: it does not run and the customer reads why', async () => {
    const id = await waitForReview();
    await decide(shop.harness, id, {
      decision: 'reject',
      by: unverified('op'),
      note: 'We are looking into it.',
    });
    expect(await statusOf('#W1000001')).toBe('pending');
    const said = await shop.ledger.threads.transcript(thread, 50);
    expect(said.at(-1)?.text).toContain('We are looking into it.');
    expect(await endOf(id)).toBe('declined');
  });

  test('answer: it does not run, and nothing of it is left for a later yes', async () => {
    const id = await waitForReview();
    await decide(shop.harness, id, {
      decision: 'answer',
      by: unverified('op'),
      text: 'I have done it for you.',
    });
    expect(await endOf(id)).toBe('declined');
    await shop.say(thread, 'yes');
    expect(await statusOf('#W1000001')).toBe('pending');
  });

  test('a second decision is refused, and of two at once exactly one counts', async () => {
    const id = await waitForReview();
    const ends = await Promise.allSettled([
      decide(shop.harness, id, { decision: 'answer', by: unverified('a'), text: 'one' }),
      decide(shop.harness, id, { decision: 'answer', by: unverified('b'), text: 'two' }),
    ]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(
      decide(shop.harness, id, { decision: 'approve', by: unverified('c') }),
    ).rejects.toMatchObject({
      code: 'ESCALATION_CLOSED',
    });
    const said = await shop.ledger.threads.transcript(thread, 50);
    expect(said.filter(({ role }) => role === 'person')).toHaveLength(1);
  });

  test('a message that comes while the decision is brought in is heard and answered', async () => {
    const id = await waitForReview();
    let turn: Promise<TurnResult> | undefined;
    shop.harness.events.subscribe(thread, ({ type }) => {
      if (type === 'escalation-resolved') turn = shop.say(thread, 'where is order #W1000003?');
    });
    await decide(shop.harness, id, { decision: 'answer', by: unverified('op'), text: 'Done.' });
    expect(await turn).toMatchObject({ outcome: 'answered' });
  });
});

test.each([
  ['approve', { decision: 'approve', by: unverified('op') }],
  ['edit', { decision: 'edit', by: unverified('op'), arguments: {} }],
] as const)('%s is not possible where no action waits', async (_name, decision) => {
  const { escalation_id } = await shop.say(thread, 'I want to talk to a human');
  await expect(decide(shop.harness, escalation_id ?? '', decision)).rejects.toMatchObject({
    code: 'DECISION_NOT_POSSIBLE',
  });
  expect(await shop.ledger.escalations.get(escalation_id ?? '')).toMatchObject({ status: 'open' });
});

test.each([
  ['an empty answer', { decision: 'answer', by: unverified('op'), text: '  ' }],
  ['a rejection without a word for the customer', { decision: 'reject', by: unverified('op'), note: '' }],
] as const)('%s is refused before it is recorded', async (_name, decision) => {
  const { escalation_id } = await shop.say(thread, 'I want to talk to a human');
  await expect(decide(shop.harness, escalation_id ?? '', decision)).rejects.toMatchObject({
    code: 'DECISION_NOT_POSSIBLE',
  });
  expect(await shop.ledger.escalations.get(escalation_id ?? '')).toMatchObject({ status: 'open' });
});

test('an unknown escalation is refused', async () => {
  await expect(
    decide(shop.harness, 'esc_nobody', { decision: 'answer', by: unverified('op'), text: 'x' }),
  ).rejects.toMatchObject({
    code: 'ESCALATION_UNKNOWN',
  });
});

describe('an approval', () => {
  /** A cancellation that a person has approved and that waits for the customer's yes. */
  async function approved(): Promise<void> {
    down = true;
    expect(await shop.say(thread, CANCEL)).toMatchObject({ outcome: 'escalated' });
    for (const _of of ['reading the order', 'cancelling it']) {
      const [open] = await shop.ledger.escalations.list({ status: 'open', thread_id: thread, limit: 1 });
      await decide(shop.harness, open?.escalation_id ?? '', { decision: 'approve', by: unverified('maria') });
    }
  }

  test('stays with its confirmation through a question asked before the yes: nobody is called again', async () => {
    await approved();
    const turn = await shop.say(thread, 'How do refunds work?');
    expect(turn).toMatchObject({ outcome: 'awaiting_confirmation', escalation_id: null });
    expect(turn.reply.text).toContain('Cancel order #W1000001');
    expect(await shop.say(thread, 'yes')).toMatchObject({ outcome: 'answered' });
    down = false;
    expect(await statusOf('#W1000001')).toBe('cancelled');
    expect(await shop.ledger.escalations.list({ thread_id: thread, limit: 10 })).toHaveLength(2);
  });
});
