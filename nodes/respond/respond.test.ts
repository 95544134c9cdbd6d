import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { Draft, NodeState } from '../../core/state.ts';
import type { Tool } from '../../core/tool.ts';
import { verdictOn } from '../../core/verdict.ts';
import { runContext, threadState } from '../../test/thread-state.ts';
import { respond } from './respond.ts';

const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
  text,
  citations: [],
  grounds: [],
  outcome: 'answered',
  by: 'model',
  ...more,
});
const moneyKeys = new Map([['fee', [{ currency: 'USD', unit: 'cents' } as const]]]);
const TOOL: Tool = {
  name: 'cancel_order',
  description: 'Cancels an order.',
  title: 'cancel the order',
  input: z.object({ order_id: z.string() }),
  effects: true,
  run: async () => null,
};
/** The rules deny every action. */
const NO = {
  decision: 'deny',
  reasons: [
    { origin: 'policy', rule: 'r', decision: 'deny', code: 'sent', tell: 'No.', detail: 'It is sent.' },
  ],
  policy_version: 'v1',
} as const;
const AUTHORED = ['Only a pending order can be cancelled.'];

const row = (status: ActionRow['status'], id: string, turn_id = 't1'): ActionRow => {
  const action = { name: 'cancel_order', arguments: { order_id: id } };
  return {
    action_id: id,
    thread_id: 'th1',
    turn_id,
    intent: null,
    proposal: { action_id: id, action, by: 'model', call_id: null, problem: null, origin: '' },
    verdict: {
      decision: 'allow',
      rules: [],
      codes: [],
      reasons: [],
      action,
      policy_version: 'v1',
      facts: {},
      now: '2026-03-01T12:00:00Z',
      micros: 0,
    },
    status,
    result: { order_id: id, status: status === 'executed' ? 'cancelled' : 'pending' },
    at: '2026-03-01T12:00:00Z',
  };
};

const responded = (
  given: Draft | null,
  state: Partial<NodeState> = {},
  recorded = false,
  rows: readonly ActionRow[] = [],
) =>
  respond(
    {
      recorded,
      moneyKeys,
      identityAs: 'user',
      tools: new Map([['cancel_order', TOOL]]),
      authored: () => AUTHORED,
    },
    {
      actions: () => ({ list: async () => rows, history: async () => [], window: async () => 0 }),
      judge: { judge: async ({ action, now }) => verdictOn(action, { ...NO, now }) },
    },
  )(threadState('hi', { draft: given, ...state }), runContext());

test('a grounded draft becomes the reply', async () => {
  const results = [{ name: 'get', result: { total: 5 } }];
  expect(await responded(draft('You paid $5.00.'), { results })).toMatchObject({
    reply: { text: 'You paid $5.00.' },
    outcome: 'answered',
    messages: [{ id: 't1.reply', type: 'ai' }],
  });
});

describe('a draft that states what stands nowhere', () => {
  test('is written once more by a model, and told why', async () => {
    expect(await responded(draft('You paid $6.00.'))).toEqual({
      draft: null,
      faults: ['“$6.00”: it stands nowhere'],
      rejected: 'You paid $6.00.',
      regenerations: 1,
    });
  });
  test('goes to a person the second time, or when no model wrote it', async () => {
    expect(await responded(draft('You paid $6.00.'), { regenerations: 1 })).toMatchObject({
      draft: null,
      escalation: { code: 'ungrounded_reply' },
    });
    expect(await responded(draft('You paid $6.00.', { by: 'flow' }))).toMatchObject({
      escalation: { code: 'ungrounded_reply' },
    });
  });
  test("goes out in a person's name: they answer for it", async () => {
    expect(await responded(draft('You get $6.00.', { by: 'person' }))).toMatchObject({
      reply: { text: 'You get $6.00.' },
    });
  });
  test('goes out where a recording is played, which cannot write it again', async () => {
    expect(await responded(draft('You paid $6.00.'), {}, true)).toMatchObject({
      reply: { text: 'You paid $6.00.' },
    });
  });
});

test('what the rules deny is not said to be possible', async () => {
  const results = [{ name: 'get', result: { order_id: '#W10', status: 'pending' } }];
  expect(await responded(draft('Order #W10 can be cancelled.'), { results })).toMatchObject({
    draft: null,
    faults: ['“Order #W10 can be cancelled.”: “cancelled” is denied for w10: It is sent.'],
  });
  expect(await responded(draft('Order #W10 cannot be cancelled.'), { results })).toMatchObject({
    outcome: 'answered',
  });
});

test('one of two passages that contradict each other carries nothing', async () => {
  const passage = (source: string, text: string) => ({
    ...{ passage_id: source, source, title: '', score: 1, text },
    heading: `${source} > How long may I keep a rented bike?`,
  });
  const said = draft('You may keep a rented bike for 3 days.');
  const one = passage('Rental', 'You may keep a rented bike for 3 days.');
  expect(await responded(said, { passages: [one] })).toMatchObject({ outcome: 'answered' });
  const both = [one, passage('Bikes', 'Up to 5 days.')];
  expect(await responded(said, { passages: both })).toMatchObject({ draft: null, regenerations: 1 });
  expect(await responded(said, { passages: both, regenerations: 1 })).toMatchObject({
    escalation: { code: 'ungrounded_reply' },
  });
});

test('a citation of a passage that was not found is a fault', async () => {
  const cited = draft('Yes.', { citations: [{ passage_id: 'secret#x', source: '' }] });
  expect(await responded(cited)).toMatchObject({ faults: ['“secret#x”: no passage with this id was given'] });
  const passages = [{ passage_id: 'secret#x', source: 's', title: '', heading: '', text: '', score: 1 }];
  expect(await responded(cited, { passages })).toMatchObject({ reply: { text: 'Yes.' } });
});

test('a record is no page to cite', async () => {
  const context = [{ source: 'customer' as const, provenance: 'get_user', text: '', tokens: 1, score: 1 }];
  const cited = draft('Yes.', { citations: [{ passage_id: 'get_user', source: '' }] });
  expect(await responded(cited, { context })).toMatchObject({ draft: null });
});

test('a page that the model was told in an earlier turn may be cited, and grounds what it says', async () => {
  const told = [
    { source: 'knowledge' as const, provenance: 'fees#post', text: 'Fees\nPosting costs $4.00.' },
  ];
  const messages = [{ id: 't0', type: 'human' as const, content: 'hi', told }];
  const cited = draft('Posting costs $4.00.', {
    citations: [{ passage_id: 'fees#post', source: 'fees.md' }],
  });
  expect(await responded(cited, { messages })).toMatchObject({ reply: { text: 'Posting costs $4.00.' } });
  expect(await responded(cited)).toMatchObject({ draft: null });
});

test('what a model thought before is no ground', async () => {
  const messages = [{ id: 't0.a1.call', type: 'ai' as const, content: 'maybe $6.00' }];
  expect(await responded(draft('You paid $6.00.'), { messages })).toMatchObject({ draft: null });
});

test.each([null, draft(' \n')])('no text is a call for a person', async (given) => {
  expect(await responded(given)).toMatchObject({ escalation: { code: 'no_reply' } });
});

describe('an amount that is declared in cents', () => {
  const results = [{ name: 'get_fee', result: { fee: 1250, days: 3 } }];
  test.each([
    ['The fee is $12.50.', 'answered'],
    ['The fee is $1,250.00.', undefined],
    ['The fee is $0.125.', undefined],
    ['It takes 3 days and costs $12.50.', 'answered'],
  ])('%s: it may be stated in whole money only', async (text, outcome) => {
    const update = await responded(draft(text), { results });
    expect('outcome' in update ? update.outcome : undefined).toBe(outcome);
  });
});

describe('a reply of a model that is too long', () => {
  test.each(['a', '1', 'a1', '-', '#', '$1', 'A b '])(
    'of `%s` again and again is a fault at once',
    async (unit) => {
      const text = unit.repeat(64_000 / unit.length);
      const before = process.cpuUsage();
      expect(await responded(draft(text))).toEqual({
        draft: null,
        faults: ['the reply has 64000 characters, and at most 8000 go out'],
        rejected: null,
        regenerations: 1,
      });
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1000).toBeLessThan(200);
    },
  );

  test('goes to a person the second time', async () => {
    expect(await responded(draft('a'.repeat(8001)), { regenerations: 1 })).toMatchObject({
      draft: null,
      escalation: { code: 'ungrounded_reply' },
    });
    expect(await responded(draft('a'.repeat(8000)))).toMatchObject({ outcome: 'answered' });
  });
});

describe('a claim of a model', () => {
  const reply = (text: string, rows: readonly ActionRow[], state: Partial<NodeState> = {}) =>
    responded(draft(text), state, false, rows);

  test('goes out if the ledger has the action', async () => {
    expect(await reply('I have cancelled order #A1234.', [row('executed', '#A1234')])).toMatchObject({
      reply: { text: 'I have cancelled order #A1234.' },
    });
  });

  test.each([
    ['was never made', []],
    ['was refused', [row('denied', '#A1234')]],
    ['was made for another order', [row('executed', '#B5678'), row('denied', '#A1234')]],
  ])('is written again if the action %s', async (_, rows) => {
    expect(await reply('I have cancelled order #A1234.', rows)).toMatchObject({
      draft: null,
      regenerations: 1,
    });
    const again = await reply('I have cancelled order #A1234.', rows, { regenerations: 1 });
    expect(again).toMatchObject({ escalation: { code: 'ungrounded_reply' } });
  });

  test('that was refused before it was executed in the same turn is true', async () => {
    const rows = [row('denied', '#A1234'), row('executed', '#A1234')];
    expect(await reply('Your order has been cancelled.', rows)).toHaveProperty('reply');
  });

  test('is a fault after an action of an earlier turn, if this turn refused one', async () => {
    const rows = [row('executed', '#A1234', 't0'), row('declined', '#B5678')];
    expect(await reply('It has been cancelled.', rows)).toMatchObject({ draft: null });
    expect(await reply('Order #A1234 has been cancelled.', rows)).toHaveProperty('reply');
  });
});

describe('a second draft with a fault', () => {
  const second = (text: string, rows: readonly ActionRow[] = []) =>
    responded(draft(text), { regenerations: 1 }, false, rows);

  test('goes out without the faulty sentence, if the rest stands by itself', async () => {
    const text =
      'Only a pending order can be cancelled. Members get a voucher for it. Is your order pending?';
    expect(await second(text)).toMatchObject({
      reply: { text: 'Only a pending order can be cancelled. Is your order pending?' },
      faults: [expect.stringContaining('Members get a voucher')],
    });
  });

  test.each([
    'Members get a voucher. How can I help you?',
    'Members get a voucher for it. It is sent with the order.',
    'I have cancelled your order. Only a pending order can be cancelled.',
  ])('%s: goes to a person', async (text) => {
    expect(await second(text)).toMatchObject({ escalation: { code: 'ungrounded_reply' } });
  });
});
