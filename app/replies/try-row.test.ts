import { describe, expect, test } from 'vitest';
import { openReplyJudge } from './judge-replies.ts';
import type { ReplyRow } from './reply-rows.ts';

const ORDER = {
  order_id: '#W3000001',
  user_id: 'ivo_berg_1',
  status: 'pending',
  items: [{ name: 'Coat Rack', product_id: '500', item_id: '501', price: 20, options: { color: 'oak' } }],
  payment_history: [{ transaction_type: 'payment', amount: 20, payment_method_id: 'paypal_1' }],
};
const read = (status: string, user = 'ivo_berg_1'): ReplyRow['read'] => [
  { name: 'find_user_id_by_email', arguments: { email: 'ivo@berg.example' }, result: user },
  { name: 'get_order_details', arguments: { order_id: ORDER.order_id }, result: { ...ORDER, status } },
];
const row = (reply: string, more: Partial<ReplyRow> = {}): ReplyRow => ({
  id: 'r',
  messages: [],
  executed: [],
  refused: [],
  read: read('pending'),
  passages: [],
  reply,
  ...more,
});
const judge = await openReplyJudge('.', 'retail');
const whys = async (reply: string, more: Partial<ReplyRow> = {}) =>
  (await judge.judge(row(reply, more))).faults.map(({ kind, why }) => `${kind}: ${why}`);

describe('what is possible is asked of the rules, by the records of the row', () => {
  test.each([
    ['Order #W3000001 can be cancelled.', 'pending'],
    ['You can return the coat rack.', 'delivered'],
    ['Order #W3000001 cannot be cancelled.', 'delivered'],
    ['I am not able to cancel your order.', 'cancelled'],
  ])('“%s” is right if it is %s', async (reply, status) => {
    expect(await whys(reply, { read: read(status) })).toEqual([]);
  });

  test.each([
    ['Order #W3000001 can still be cancelled.', 'delivered', 'cancelled” is denied'],
    ['You can return the coat rack.', 'pending', 'return” is denied'],
    ['Order #W3000001 cannot be cancelled.', 'pending', 'no rule denies “cancelled”'],
    ['I can change its address for you.', 'pending', undefined],
    ['I can change the shipping address of order #W3000001.', 'processed', 'change” is denied'],
  ])('“%s” is judged if it is %s', async (reply, status, why) => {
    const found = await whys(reply, { read: read(status) });
    if (why === undefined) expect(found).toEqual([]);
    else expect(found.join()).toContain(why);
  });
});

test('an action leaves a record in another state than it was read in', async () => {
  const executed = [
    {
      name: 'cancel_pending_order',
      arguments: { order_id: ORDER.order_id, reason: 'no longer needed' },
      result: { ...ORDER, status: 'cancelled' },
    },
  ];
  expect((await whys('Order #W3000001 can be cancelled.', { executed })).join()).toContain('is denied');
});

test("nothing can be done with another customer's order", async () => {
  const other = { read: read('pending', 'ada_berg_2') };
  expect((await whys('Order #W3000001 can be cancelled.', other)).join()).toContain('is denied');
});
