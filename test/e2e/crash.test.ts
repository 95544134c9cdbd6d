import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { sqliteRecords } from '../../adapters/records/sqlite-records.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { seed } from '../../tools/retail/demo-data.ts';
import type { Order, User } from '../../tools/retail/domain/shapes.ts';
import { heldShop, type Moment } from './held-shop.ts';
import {
  message,
  openThread,
  type ServerProcess,
  START_MS,
  say,
  startServer,
  temporaryData,
} from './server-process.ts';

interface Business {
  readonly order: string;
  readonly email: string;
}

/** Pending orders of different customers, none so dear that a person would be asked. */
function cancellable(): Business[] {
  const { users = {}, orders = {} } = seed();
  return Object.values(users).flatMap((record) => {
    const user = record as unknown as User;
    const owned = user.orders.map((id) => orders[id] as unknown as Order);
    const order = owned.find(
      ({ status, payment_history: [paid] }) => status === 'pending' && (paid?.amount ?? 0) < 5_000,
    );
    return order ? [{ order: order.order_id, email: user.email }] : [];
  });
}

const business = cancellable();
const data = temporaryData();
const shop = heldShop();
let server: ServerProcess;
let ledger: Ledger;
let records: ReturnType<typeof sqliteRecords>;

beforeAll(async () => {
  server = await startServer({ project: shop.project, data });
  ledger = await sqliteLedger({ file: join(data, 'ledger.db'), tenant: 'default', instance: 'the test' });
  records = sqliteRecords({ file: join(data, 'retail.records.db') });
}, START_MS);

afterAll(async () => {
  await server?.stop();
  await ledger?.close();
  await records?.close();
  shop.remove();
  rmSync(data, { recursive: true, force: true });
});

/** Dies without a word and comes back on the same data. */
async function crash(): Promise<void> {
  await server.kill();
  shop.release();
  server = await startServer({ project: shop.project, data });
}

/** A thread that waits for the customer's yes to a cancellation. */
async function atConfirmation() {
  const { order, email } = business.shift() ?? { order: '', email: '' };
  const thread = await openThread(server.url);
  const text = `Please cancel order ${order}, I no longer need it. My e-mail is ${email}`;
  const turn = await say(server.url, thread, text);
  expect(turn).toMatchObject({ outcome: 'awaiting_confirmation' });
  return { order, thread };
}

/** Sends the yes, and resolves when its `count`th event of a type has been seen, or the turn's last. */
async function yesUntil(thread: string, type: string, count: number): Promise<void> {
  const headers = { Accept: 'text/event-stream', 'Idempotency-Key': 'the-yes' };
  const answer = await fetch(`${server.url}/v1/threads/${thread}/turns`, message('yes', headers));
  let seen = '';
  for await (const chunk of answer.body ?? []) {
    seen += Buffer.from(chunk).toString();
    if (seen.split(`event: ${type}\n`).length > count) return;
  }
}

/** Sends the yes and does not wait for what becomes of it. */
function yesUnheard(thread: string): void {
  const request = message('yes', { 'Idempotency-Key': 'the-yes' });
  fetch(`${server.url}/v1/threads/${thread}/turns`, request).catch(() => {});
}

const textsOf = async (thread: string) =>
  (await ledger.threads.transcript(thread, 1_000))
    .filter(({ role }) => role !== 'customer')
    .map(({ text }) => text);

/** Says it again for as long as the thread is busy with what the crash interrupted, as a client does. */
async function repeated(thread: string, text: string, key: string) {
  for (;;) {
    const said = await say(server.url, thread, text, key).catch((error: Error) => error);
    if (!(said instanceof Error)) return said;
    if (!said.message.includes('"THREAD_BUSY"')) throw said;
    await pause(50);
  }
}

/** The cancellation happened once, was told once, and a repeated yes gets the same answer. */
async function happenedOnce({ order, thread }: { order: string; thread: string }): Promise<void> {
  const first = await repeated(thread, 'yes', 'the-yes');
  expect(first).toMatchObject({ outcome: 'answered' });
  expect(first.reply?.text).toContain(`Order ${order} is cancelled`);
  expect(await say(server.url, thread, 'yes', 'the-yes')).toEqual(first);

  const { status, payment_history } = (await records.get('orders', order)) as unknown as Order;
  const refunds = payment_history.filter(({ transaction_type }) => transaction_type === 'refund');
  expect({ status, refunds: refunds.length }).toEqual({ status: 'cancelled', refunds: 1 });
  const actions = await ledger.actions.list({ thread_id: thread });
  const cancellations = actions.filter(({ verdict }) => verdict.action.name === 'cancel_pending_order');
  expect(cancellations.map((action) => action.status)).toEqual(['executed']);
  const told = (await textsOf(thread)).filter((text) => text.startsWith(`Order ${order} is cancelled`));
  expect(told).toHaveLength(1);

  const later = await say(server.url, thread, `What is the status of order ${order}?`);
  expect(later).toMatchObject({ outcome: 'answered' });
  expect(later.reply?.text).toContain(`Order ${order} is cancelled`);
}

describe('a server that is killed between the yes and the reply', () => {
  test.each([
    { type: 'turn-start', count: 1 },
    { type: 'step-start', count: 1 },
    { type: 'step-end', count: 1 },
    { type: 'step-end', count: 2 },
    { type: 'step-start', count: 3 },
    { type: 'step-end', count: 3 },
    { type: 'step-end', count: 5 },
    { type: 'reply', count: 1 },
  ])(
    'has cancelled once after $type number $count',
    async ({ type, count }) => {
      const told = await atConfirmation();
      await yesUntil(told.thread, type, count);
      await crash();
      await happenedOnce(told);
    },
    START_MS,
  );

  test.each<{ moment: Moment; refunds: number }>([
    { moment: 'before', refunds: 0 },
    { moment: 'after', refunds: 1 },
  ])(
    'has cancelled once when the claimed action is stopped $moment its effect',
    async ({ moment, refunds }) => {
      const told = await atConfirmation();
      shop.hold(moment);
      yesUnheard(told.thread);
      await shop.held(moment);
      const actions = await ledger.actions.list({ thread_id: told.thread });
      expect(actions.map(({ status }) => status)).toContain('claimed');
      const { payment_history } = (await records.get('orders', told.order)) as unknown as Order;
      expect(payment_history).toHaveLength(1 + refunds);
      await crash();
      await happenedOnce(told);
    },
    START_MS,
  );

  test(
    'has cancelled once when it is killed again during recovery, which keeps nobody else waiting',
    async () => {
      const told = await atConfirmation();
      shop.hold('before');
      yesUnheard(told.thread);
      await shop.held('before');
      await server.kill();
      server = await startServer({ project: shop.project, data });
      const ready = await (await fetch(`${server.url}/readyz`)).json();
      expect(ready).toMatchObject({ status: 'ready', recovering: 1 });
      await expect(say(server.url, told.thread, 'yes', 'the-yes')).rejects.toThrow('"THREAD_BUSY"');
      const other = await openThread(server.url);
      const served = await say(server.url, other, 'Which payment methods do you accept?');
      expect(served).toMatchObject({ outcome: 'answered' });
      await crash();
      await happenedOnce(told);
    },
    START_MS,
  );

  test.each([0, 10, 20, 40])(
    'has cancelled for each of eight customers, %i ms after their yes',
    async (ms) => {
      const all = [];
      for (let customer = 0; customer < 8; customer += 1) all.push(await atConfirmation());
      for (const { thread } of all) yesUnheard(thread);
      await pause(ms);
      await crash();
      for (const told of all) await happenedOnce(told);
    },
    START_MS,
  );
});

/** Decides, and resolves when the thread's events tell it, or without looking after so many milliseconds. */
async function decideUntil(thread: string, escalation: string, when: 'told' | number): Promise<void> {
  const follow = new AbortController();
  const events = await fetch(`${server.url}/v1/threads/${thread}/events`, { signal: follow.signal });
  decide(escalation).catch(() => {});
  if (typeof when === 'number') await pause(when);
  else {
    let seen = '';
    for await (const chunk of events.body ?? []) {
      seen += Buffer.from(chunk).toString();
      if (seen.includes('event: escalation-resolved')) break;
    }
  }
  follow.abort();
}

const ANSWER = 'We ship to Portugal as well.';

const decide = (escalation: string) =>
  fetch(`${server.url}/v1/escalations/${escalation}/decision`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ decision: 'answer', by: 'maria', text: ANSWER }),
  });

describe("a server that is killed between a person's decision and its delivery", () => {
  test.each<{ when: 'told' | number }>([{ when: 'told' }, { when: 0 }, { when: 10 }])(
    'tells the customer once ($when)',
    async ({ when }) => {
      const thread = await openThread(server.url);
      expect(await say(server.url, thread, 'I want a human')).toMatchObject({ outcome: 'escalated' });
      const [escalation] = await ledger.escalations.list({ thread_id: thread, limit: 1 });
      const id = escalation?.escalation_id ?? '';
      await decideUntil(thread, id, when);
      await crash();

      // The person whose request got no answer tries again: accepted if it was lost, else already decided.
      expect([200, 409]).toContain((await decide(id)).status);
      await expect
        .poll(async () => (await ledger.escalations.get(id))?.status, { timeout: 10_000 })
        .toBe('closed');
      expect((await textsOf(thread)).filter((text) => text === ANSWER)).toHaveLength(1);
      const next = await say(server.url, thread, 'Which payment methods do you accept?');
      expect(next).toMatchObject({ outcome: 'answered' });
    },
    START_MS,
  );
});
