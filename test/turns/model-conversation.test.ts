import { afterEach, expect, test } from 'vitest';
import { modelUnavailable } from '../../adapters/models/model-fault.ts';
import type { Script, ScriptedAnswer } from '../../adapters/models/scripted-model.ts';
import { retailHarness } from '../retail-harness.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const shop of opened.splice(0)) await shop.close();
});

async function talk(script: Script) {
  const shop = await retailHarness({ script });
  opened.push(shop);
  const thread = await shop.open('th', 'mia_brooks_1001');
  return { shop, say: (text: string) => shop.say(thread, text) };
}
const call = (name: string, args: { readonly [key: string]: string }): ScriptedAnswer => ({
  calls: [{ name, arguments: args }],
});
const CANCEL = call('cancel_pending_order', { order_id: '#W1000001', reason: 'no longer needed' });

test('an answer to the model’s question returns to the model, whatever it resembles', async () => {
  const { shop, say } = await talk([
    'Which one do you mean?',
    'And why?',
    'How shall I refund it?',
    'Thank you.',
  ]);
  expect(await say('Please cancel my order')).toMatchObject({
    outcome: 'asked',
    asks: { kind: 'question', slot: null, type: 'text' },
  });
  for (const text of ['thank you, the first one', 'I do not need it', 'refund it to my card'])
    expect((await say(text)).outcome).not.toBe('escalated');
  expect(shop.model?.calls).toHaveLength(4);
});

test('what was done is told though the model then fails, and the case has it', async () => {
  const { shop, say } = await talk([CANCEL, modelUnavailable('down', { kind: 'transient' })]);
  expect((await say('cancel order #W1000001')).outcome).toBe('awaiting_confirmation');
  const ended = await say('yes');
  expect(ended).toMatchObject({ outcome: 'escalated' });
  expect(ended.reply.text).toMatch(/^Done: Cancel order #W1000001\./);
  const [row] = await shop.ledger.escalations.list({ status: 'open', limit: 5 });
  expect(row?.request.actions).toEqual({
    executed: [
      { name: 'cancel_pending_order', arguments: { order_id: '#W1000001', reason: 'no longer needed' } },
    ],
    proposed: [],
  });
});

test('the model’s own claim of it is not said twice', async () => {
  const { say } = await talk([CANCEL, 'I have cancelled your order #W1000001.']);
  await say('cancel order #W1000001');
  expect((await say('yes')).reply.text).toBe('Done: Cancel order #W1000001.');
});

test('a call outside what is open is told how to open it', async () => {
  const { shop, say } = await talk([
    call('modify_pending_order_payment', { order_id: '#W1000001', payment_method_id: 'x' }),
    call('open_intent', { intent: 'change-order-payment' }),
    'Which card shall it be?',
  ]);
  expect(await say('cancel order #W1000001')).toMatchObject({ outcome: 'asked' });
  const told = shop.model?.calls[1]?.messages.at(-1)?.content;
  expect(told).toContain('open_intent({"intent":"change-order-payment"})');
  const opened = shop.model?.calls[2];
  expect(opened?.messages.at(-1)?.content).toContain('`change-order-payment` is open');
});

test('all reads of one answer run, and the model gets every result', async () => {
  const reads = ['#W1000001', '#W1000002'].map((order_id) => ({
    name: 'get_order_details',
    arguments: { order_id },
  }));
  const { shop, say } = await talk([{ calls: reads }, 'Here they are.']);
  const { actions } = await say('where is my order?');
  expect(actions.map(({ executed }) => executed)).toEqual([true, true]);
  const results = shop.model?.calls[1]?.messages.filter(({ type }) => type === 'tool');
  expect(results?.map(({ content }) => content.includes('#W100000'))).toEqual([true, true]);
});

test('a model that ignores denials gets a person, with the reason', async () => {
  const { shop, say } = await talk(() => call('modify_user_address', { user_id: 'mia_brooks_1001' }));
  expect(await say('cancel order #W1000001')).toMatchObject({ outcome: 'escalated' });
  const [row] = await shop.ledger.escalations.list({ status: 'open', limit: 5 });
  expect(row?.request).toMatchObject({ code: 'repeated_denial', actions: { executed: [] } });
});

test('a call written as text reaches no customer: told once, then a person', async () => {
  const written = '{"name": "cancel_pending_order", "arguments": {"order_id": "#W1000001"}}';
  const { shop, say } = await talk([written, written]);
  const ended = await say('cancel order #W1000001');
  expect(ended.outcome).toBe('escalated');
  expect(ended.reply.text).not.toContain('cancel_pending_order');
  expect(shop.model?.calls).toHaveLength(2);
  const [row] = await shop.ledger.escalations.list({ status: 'open', limit: 5 });
  expect(row?.request.reason).toContain('written as text');
});

test('two effects at once: one is asked about, the other is told to wait', async () => {
  const cancel = (order_id: string) => ({
    name: 'cancel_pending_order',
    arguments: { order_id, reason: 'no longer needed' },
  });
  const { say } = await talk([{ calls: [cancel('#W1000001'), cancel('#W1000004')] }, 'That is all.']);
  const { asks } = await say('cancel orders #W1000001 and #W1000004');
  expect(asks?.action?.arguments).toMatchObject({ order_id: '#W1000001' });
  const done = await say('yes');
  expect(done.actions.filter(({ executed }) => executed)).toHaveLength(1);
});
