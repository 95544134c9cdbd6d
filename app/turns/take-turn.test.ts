import { afterEach, expect, test } from 'vitest';
import { unverified } from '../../core/principal.ts';
import { type RetailHarness, retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';
import { takeTurn } from './take-turn.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function shopHarness(options: RetailHarness = {}) {
  const shop = await retailHarness(options);
  opened.push(shop);
  return shop;
}

const statusOf = async ({ records }: Awaited<ReturnType<typeof retailHarness>>, id: string) =>
  ((await records.get('orders', id)) as { status: string }).status;

test('an order is cancelled after it was shown and the customer said yes, and not before', async () => {
  const shop = await shopHarness();
  const thread = await shop.open('t1');
  const asked = await shop.say(thread, 'Please cancel order #W1000001, I am mia.brooks@example.com');
  expect(asked).toMatchObject({ outcome: 'asked' });
  const shown = await shop.say(thread, 'no longer needed');
  expect(shown).toMatchObject({ outcome: 'awaiting_confirmation' });
  expect(shown.reply.text).toContain('Cancel order #W1000001');
  expect(await statusOf(shop, '#W1000001')).toBe('pending');
  const neither = await shop.say(thread, 'yes, but only the lamp');
  expect(neither).toMatchObject({ outcome: 'awaiting_confirmation' });
  expect(await statusOf(shop, '#W1000001')).toBe('pending');
  const done = await shop.say(thread, 'Yes, please!');
  expect(done).toMatchObject({ outcome: 'answered' });
  expect(done.actions).toContainEqual(
    expect.objectContaining({ name: 'cancel_pending_order', executed: true }),
  );
  expect(await statusOf(shop, '#W1000001')).toBe('cancelled');
});

test('the step that read the message tells its commands, in the answer and in the ledger', async () => {
  const shop = await shopHarness();
  const thread = await shop.open('t1');
  const answer = await shop.say(thread, 'Please cancel order #W1000001');
  expect(
    answer.steps.map(({ node, heard }) => [node, heard?.commands.map(({ kind, of }) => `${kind} ${of}`)]),
  ).toEqual([
    ['classify', ['begin cancel-order', 'set order_id']],
    ...answer.steps.slice(1).map(({ node }) => [node, undefined]),
  ]);
  const [kept] = await shop.ledger.turns.list({ thread_id: thread, limit: 1 });
  expect(kept?.result).toEqual(answer);
});

test('of two turns at once on one thread one runs and the other is told that the thread is busy', async () => {
  const shop = await shopHarness();
  const thread = await shop.open('t1');
  const ends = await Promise.allSettled([
    shop.say(thread, 'cancel order #W1000001, mia.brooks@example.com'),
    shop.say(thread, 'cancel order #W1000004, mia.brooks@example.com'),
  ]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'THREAD_BUSY' } });
  const turns = await shop.ledger.turns.list({ thread_id: thread, limit: 10 });
  expect(turns).toHaveLength(1);
  const steps = (await shop.ledger.turns.get(turns[0]?.turn_id ?? ''))?.steps ?? [];
  expect(steps.filter(({ node }) => node === 'classify')).toHaveLength(1);
});

test('a message while a person has the thread is accepted, runs nothing, and is heard in the next turn', async () => {
  const heard: string[][] = [];
  const shop = await shopHarness({
    script: ({ messages }) => {
      const said = messages.filter(({ type }) => type === 'human');
      heard.push(said.map(({ content }) => content.split('</context>\n').at(-1) ?? ''));
      return 'All right.';
    },
  });
  const thread = await shop.open('t1', mia);
  const called = await shop.say(thread, 'I want to talk to a human');
  expect(called).toMatchObject({ outcome: 'escalated' });
  const meanwhile = await shop.say(thread, 'it is about the lamp');
  expect(meanwhile).toMatchObject({
    outcome: 'escalated',
    escalation_id: called.escalation_id,
    steps: [],
  });
  const { decide } = await import('./decide.ts');
  await decide(shop.harness, called.escalation_id ?? '', {
    decision: 'answer',
    by: unverified('op'),
    text: 'Hello Mia.',
  });
  await shop.say(thread, 'where is my order?');
  expect(heard).toEqual([['I want to talk to a human', 'it is about the lamp', 'where is my order?']]);
});

test('a repeated request answers the first result and runs nothing again', async () => {
  const shop = await shopHarness();
  const thread = await shop.open('t1');
  const request = { thread_id: thread, text: 'cancel my order', idempotency_key: 'k1' };
  const first = await takeTurn(shop.harness, request);
  expect(await takeTurn(shop.harness, request)).toEqual(first);
  expect(await shop.ledger.turns.list({ thread_id: thread, limit: 10 })).toHaveLength(1);
  await expect(takeTurn(shop.harness, { ...request, text: 'something else' })).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REUSED',
  });
});

test('a request that broke in the middle is finished when it is sent again under its key', async () => {
  let broken = true;
  const shop = await shopHarness({
    beforeStep: () => {
      if (!broken) return;
      broken = false;
      throw new Error('the disk is full');
    },
  });
  const thread = await shop.open('t1');
  const request = { thread_id: thread, text: 'cancel my order', idempotency_key: 'k1' };
  await expect(takeTurn(shop.harness, request)).rejects.toThrow('the disk is full');
  expect(await takeTurn(shop.harness, request)).toMatchObject({ outcome: 'asked' });
});

test('a thread whose turn broke is free again for the try after the next', async () => {
  let broken = true;
  const shop = await shopHarness({
    beforeStep: () => {
      if (!broken) return;
      broken = false;
      throw new Error('the disk is full');
    },
  });
  const thread = await shop.open('t1');
  await expect(shop.say(thread, 'cancel my order')).rejects.toThrow('the disk is full');
  await expect(shop.say(thread, 'hello?')).rejects.toMatchObject({ code: 'THREAD_BUSY' });
  expect(await shop.say(thread, 'mia.brooks@example.com')).toMatchObject({ outcome: 'asked' });
});

test('a turn that breaks again and again calls a person, and its thread goes on with their answer', async () => {
  let broken = true;
  const shop = await shopHarness({
    beforeStep: () => {
      if (broken) throw new Error('this message cannot be taken');
    },
  });
  const thread = await shop.open('t1');
  const request = { thread_id: thread, text: 'cancel my order', idempotency_key: 'k1' };
  await expect(takeTurn(shop.harness, request)).rejects.toThrow('cannot be taken');
  const failed = await takeTurn(shop.harness, request);
  expect(failed).toMatchObject({ outcome: 'failed', reply: { text: expect.stringContaining('colleague') } });
  const id = failed.escalation_id ?? '';
  const reason = expect.stringContaining('cannot be taken');
  expect(await shop.ledger.escalations.get(id)).toMatchObject({
    status: 'open',
    request: { code: 'turn_failed', reason },
  });
  expect(await shop.say(thread, 'hello?')).toMatchObject({ outcome: 'escalated', escalation_id: id });
  broken = false;
  const { decide } = await import('./decide.ts');
  expect(
    await decide(shop.harness, id, { decision: 'answer', by: unverified('op'), text: 'Done by hand.' }),
  ).toMatchObject({
    status: 'closed',
  });
  const said = await shop.ledger.threads.transcript(thread, 10);
  expect(said).toContainEqual(expect.objectContaining({ role: 'person', text: 'Done by hand.' }));
  expect(await shop.ledger.turns.list({ thread_id: thread, limit: 1 })).toMatchObject([{ status: 'done' }]);
  expect(await shop.say(thread, 'cancel my order')).toMatchObject({ outcome: 'asked' });
});

test('a confirmation is forgotten with the turn that broke: a later yes does nothing', async () => {
  let broken = false;
  const shop = await shopHarness({
    beforeStep: () => {
      if (broken) throw new Error('this message cannot be taken');
    },
  });
  const thread = await shop.open('t1', mia);
  const cancel = 'cancel order #W1000001, it was ordered by mistake';
  expect(await shop.say(thread, cancel)).toMatchObject({ outcome: 'awaiting_confirmation' });
  broken = true;
  const request = { thread_id: thread, text: 'yes', idempotency_key: 'k1' };
  await expect(takeTurn(shop.harness, request)).rejects.toThrow('cannot be taken');
  const { escalation_id } = await takeTurn(shop.harness, request);
  broken = false;
  const { decide } = await import('./decide.ts');
  await decide(shop.harness, escalation_id ?? '', {
    decision: 'answer',
    by: unverified('op'),
    text: 'Anything else?',
  });
  await shop.say(thread, 'yes');
  expect(await statusOf(shop, '#W1000001')).toBe('pending');
});

test('a no ends the action that was shown as declined', async () => {
  const shop = await shopHarness();
  const thread = await shop.open('t1', mia);
  await shop.say(thread, 'cancel order #W1000001, it was ordered by mistake');
  expect(await shop.say(thread, 'no')).toMatchObject({ outcome: 'refused' });
  const actions = await shop.ledger.actions.list({ thread_id: thread });
  expect(actions.at(-1)).toMatchObject({
    status: 'declined',
    verdict: { action: { name: 'cancel_pending_order' } },
  });
});

test('a turn that takes more steps than it may is exhausted, and a person is called', async () => {
  let thoughts = 0;
  const shop = await shopHarness({
    script: () => ({ calls: [{ name: 'think', arguments: { thought: `thought ${thoughts++}` } }] }),
  });
  const thread = await shop.open('t1', mia);
  const { outcome, escalation_id } = await shop.say(thread, 'where is my order #W1000001?');
  expect(outcome).toBe('exhausted');
  expect(await shop.ledger.escalations.get(escalation_id ?? '')).toMatchObject({ status: 'open' });
});

test('nonsense twice calls a person', async () => {
  const shop = await shopHarness();
  const thread = await shop.open('t1');
  expect(await shop.say(thread, 'flurble garp')).toMatchObject({ outcome: 'asked' });
  expect(await shop.say(thread, 'wibble')).toMatchObject({ outcome: 'escalated' });
});

test.each([
  ['an unknown thread', { thread_id: 'nobody', text: 'hello' }, 'THREAD_UNKNOWN'],
  ['an empty message', { thread_id: 't1', text: ' \n ' }, 'REQUEST_INVALID'],
  ['an oversized message', { thread_id: 't1', text: 'x'.repeat(5000) }, 'BODY_TOO_LARGE'],
])('refuses %s', async (_what, request, code) => {
  const shop = await shopHarness();
  await shop.open('t1');
  await expect(takeTurn(shop.harness, { ...request, idempotency_key: null })).rejects.toMatchObject({ code });
});

test.each(['<|endoftext|>', 'cancel <|endoftext|> \ud800 it', '\u0000\u202e', '{session.x} {{7*7}} $1'])(
  'answers %j like any other message',
  async (text) => {
    const shop = await shopHarness();
    const thread = await shop.open('t1');
    expect((await shop.say(thread, text)).outcome).toMatch(/asked|escalated/);
  },
);

test('a turn records the version of the agent that took it, which covers more than its declaration', async () => {
  const shop = await shopHarness();
  const thread_id = await shop.open('t1');
  await shop.say(thread_id, 'hello');
  const agent = shop.harness.agents.get('retail');
  const [turn] = await shop.ledger.turns.list({ thread_id, limit: 1 });
  expect(turn?.config_version).toBe(agent?.version);
  expect(turn?.config_version).not.toBe(agent?.declaration.version);
});

test('a message is known as active from its first read on: a stop waits for it', async () => {
  const shop = await shopHarness();
  const thread = await shop.open('t1');
  const taken = takeTurn(shop.harness, { thread_id: thread, text: 'hello', idempotency_key: null });
  expect(shop.harness.active.size).toBe(1);
  await taken;
  expect(shop.harness.active.size).toBe(0);
});
