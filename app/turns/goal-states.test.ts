import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unverified } from '../../core/principal.ts';
import type { TurnGoal } from '../../core/turn.ts';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';
import { decide } from './decide.ts';

let shop: Awaited<ReturnType<typeof retailHarness>>;
beforeEach(async () => {
  shop = await retailHarness();
  await shop.open('t1', mia);
});
afterEach(() => shop.close());

const CANCEL = 'cancel order #W1000001, it was ordered by mistake';
const said = async (...messages: readonly string[]) => {
  const told: string[] = [];
  for (const message of messages) told.push(inWords((await shop.say('t1', message)).goals));
  return told;
};
const inWords = (goals: readonly TurnGoal[]) =>
  goals.map(({ intent, state }) => `${intent} ${state}`).join(', ');

describe('the goals of a turn', () => {
  test('a goal is active until its action ran, then it is done, then it is gone', async () => {
    expect(await said(CANCEL, 'yes', 'thanks')).toEqual([
      'cancel-order active',
      'cancel-order done',
      'thanks-goodbye done',
    ]);
  });

  test('a question that is answered at once is done', async () => {
    expect(await said('what is the status of order #W1000001?')).toEqual(['order-status done']);
  });

  test('a question in the middle is done, and the goal is active again', async () => {
    expect(await said(CANCEL, 'what is the status of order #W1000004?')).toEqual([
      'cancel-order active',
      'order-status done, cancel-order active',
    ]);
  });

  test('a goal waits while another one is worked on', async () => {
    expect(await said(CANCEL, 'I want to pay for order #W1000004 in another way')).toEqual([
      'cancel-order active',
      'cancel-order waiting, change-order-payment active',
    ]);
  });

  test('of several of one message the first is active, and each is done by itself', async () => {
    const both = 'cancel order #W1000001 and #W1000004, I ordered them by mistake';
    expect(await said(both, 'yes')).toEqual([
      'cancel-order active, cancel-order waiting',
      'cancel-order done, cancel-order active',
    ]);
  });

  test('of two kinds the one that is worked on is active', async () => {
    expect(await said(`${CANCEL}, and change the payment of order #W1000004`)).toEqual([
      'cancel-order active, change-order-payment waiting',
    ]);
  });

  test('a no drops it', async () => {
    expect(await said(CANCEL, 'no')).toEqual(['cancel-order active', 'cancel-order dropped']);
  });

  test('a goal in whose place another one comes is dropped', async () => {
    expect(await said(CANCEL, 'actually, I want to pay for order #W1000004 in another way instead')).toEqual([
      'cancel-order active',
      'cancel-order dropped, change-order-payment active',
    ]);
  });

  test('a rule refuses it', async () => {
    expect(await said('cancel order #W1000003, it was ordered by mistake')).toEqual(['cancel-order refused']);
  });

  test('a goal that is refused while the next one goes on is refused, and no other is', async () => {
    const both = 'cancel order #W1000003 and #W1000001, I ordered them by mistake';
    expect(await said(both, 'yes')).toEqual([
      'cancel-order refused, cancel-order active',
      'cancel-order done',
    ]);
  });

  test('a goal that ends beside a refused one is not refused', async () => {
    const both =
      'what is the status of order #W1000001? And cancel order #W1000003, it was ordered by mistake';
    expect(await said(both)).toEqual(['order-status done, cancel-order refused']);
  });

  test('a no drops its own goal, not the question that is answered next', async () => {
    const both =
      'cancel order #W1000001, it was ordered by mistake, and what is the status of order #W1000004?';
    const [first, then] = await said(both, 'no');
    expect(first).toBe('cancel-order active, order-status waiting');
    expect(then).toBe('cancel-order dropped, order-status done');
  });

  test('a person has it, also while messages come in, and it is done with their answer', async () => {
    expect(await said(CANCEL, 'let me talk to a person', 'hello?')).toEqual([
      'cancel-order active',
      'cancel-order person',
      'cancel-order person',
    ]);
    const [escalation] = await shop.ledger.escalations.list({ thread_id: 't1', limit: 1 });
    const answer = { decision: 'answer', by: unverified('op'), text: 'I cancelled it.' } as const;
    const { turn_id } = await decide(shop.harness, escalation?.escalation_id ?? '', answer);
    const decided = await shop.ledger.turns.get(turn_id);
    expect(inWords(decided?.turn.result?.goals ?? [])).toBe('cancel-order done');
    expect(await said('what is the status of order #W1000004?')).toEqual(['order-status done']);
  });
});
