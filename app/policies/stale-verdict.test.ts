import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../core/values/json.ts';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';

type Shop = Awaited<ReturnType<typeof retailHarness>>;
let shop: Shop;
let thread: string;
beforeEach(async () => {
  shop = await retailHarness();
  thread = await shop.open('t1', mia);
});
afterEach(() => shop.close());

const CANCEL = 'cancel order #W1000001, it was ordered by mistake';
const order = async () => (await shop.records.get('orders', '#W1000001')) as JsonObject;
const change = (change: JsonObject) =>
  shop.records.commit('the warehouse', ({ get, put }) => {
    put('orders', '#W1000001', { ...(get('orders', '#W1000001') as JsonObject), ...change });
    return null;
  });
const executed = async () =>
  (await shop.ledger.actions.list({ thread_id: thread })).filter(
    ({ proposal, status }) => proposal.action.name === 'cancel_pending_order' && status === 'executed',
  );

test('what a rule forbids by the time of the yes is not done', async () => {
  expect(await shop.say(thread, CANCEL)).toMatchObject({ outcome: 'awaiting_confirmation' });
  await change({ status: 'processed' });
  expect(await shop.say(thread, 'yes')).toMatchObject({ outcome: 'refused' });
  expect(await order()).toMatchObject({ status: 'processed' });
  expect(await executed()).toEqual([]);
});

test('what is not as it was shown is shown again, and done after a new yes', async () => {
  expect(await shop.say(thread, CANCEL)).toMatchObject({ outcome: 'awaiting_confirmation' });
  const { payment_history } = await order();
  const [payment] = payment_history as readonly JsonObject[];
  await change({ payment_history: [{ ...payment, amount: 12.5 }] });
  const again = await shop.say(thread, 'yes');
  expect(again).toMatchObject({ outcome: 'awaiting_confirmation' });
  expect(again.reply.text).toContain('$12.50');
  expect(await executed()).toEqual([]);
  expect(await shop.say(thread, 'yes')).toMatchObject({ outcome: 'answered' });
  expect(await executed()).toHaveLength(1);
});

test('a yes to one order is none to another', async () => {
  expect(await shop.say(thread, CANCEL)).toMatchObject({ outcome: 'awaiting_confirmation' });
  await shop.say(thread, 'cancel order #W1000004 instead, it was ordered by mistake');
  expect(await order()).toMatchObject({ status: 'pending' });
  expect(await executed()).toEqual([]);
});
