import { describe, expect, test } from 'vitest';
import { type ScriptedAnswer, scriptedModel } from '../../../adapters/models/scripted-model.ts';
import { actionHash } from '../../../core/action.ts';
import type { ActionEnd, NodeState } from '../../../core/state.ts';
import { runContext, threadState } from '../../../test/thread-state.ts';
import { modelDriver } from './model-driver.ts';

const TOOLS = new Map(
  ['pay', 'look', 'hidden'].map((name) => [name, { name, description: '', parameters: {} }]),
);
async function acted(answer: ScriptedAnswer, state: Partial<NodeState> = {}) {
  const model = scriptedModel([answer]);
  const driver = modelDriver(
    {
      instructions: 'You serve.',
      tools: TOOLS,
      actionSpace: () => ['pay', 'look', 'unknown'],
      engineTools: [],
      hasEffects: (name) => name === 'pay',
      denials: 2,
      intents: new Map(),
      slots: new Map(),
      reading: (now) => ({ now, zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } }),
    },
    { model },
  );
  const update = await driver(threadState('pay it', state), runContext());
  return { update, asked: model.calls[0] };
}
const end = (status: ActionEnd['status'], result: ActionEnd['result'] = null): ActionEnd => {
  const action = { name: 'pay', arguments: {} };
  const proposal = {
    action_id: 't1.a1',
    action,
    by: 'model' as const,
    call_id: 'c1',
    problem: null,
    origin: actionHash(action),
  };
  return {
    proposal,
    status,
    result,
    reasons: [
      { origin: 'policy' as const, rule: 'r', decision: 'deny', code: 'c', tell: 'Too late.', detail: 'w' },
    ],
  };
};

test('the model is told of the action space and nothing else', async () => {
  expect((await acted('hi')).asked?.tools.map(({ name }) => name)).toEqual(['pay', 'look']);
});

test('a text is a draft, a question asks', async () => {
  expect((await acted('It is paid.')).update).toMatchObject({
    proposal: null,
    draft: { text: 'It is paid.', outcome: 'answered', by: 'model', grounds: [] },
  });
  expect((await acted('Which one? ')).update).toMatchObject({ draft: { outcome: 'asked' } });
});

test.each([
  { before: null, now: -0.2, kept: -0.2 },
  { before: -0.5, now: -0.2, kept: -0.5 },
  { before: -0.1, now: -0.2, kept: -0.2 },
  { before: -0.1, now: null, kept: -0.1 },
  { before: null, now: undefined, kept: null },
])('of answers whose tokens were $before and $now likely, $kept is kept', async ({ before, now, kept }) => {
  const answer = { text: 'hi', ...(now === undefined ? {} : { mean_log_probability: now }) };
  const { update } = await acted(answer, { token_log_probability: before });
  expect(update.token_log_probability).toBe(kept);
});

describe('calls', () => {
  test('the first is proposed, further ones are told to wait', async () => {
    const { update } = await acted({
      calls: [
        { name: 'pay', arguments: { amount: 5 }, id: 'c1' },
        { name: 'pay', arguments: { amount: 6 }, id: 'c2' },
      ],
    });
    expect(update).toMatchObject({
      proposal: {
        action_id: 't1.a1',
        action: { name: 'pay', arguments: { amount: 5 } },
        call_id: 'c1',
        by: 'model',
      },
      proposals: 1,
    });
    expect(update.messages).toEqual([
      expect.objectContaining({ type: 'ai', calls: [expect.anything(), expect.anything()] }),
      expect.objectContaining({
        type: 'tool',
        tool_call_id: 'c2',
        content: expect.stringContaining('Not run'),
      }),
    ]);
  });

  test.each(['{"amount": ', '[1]', 'null', '"x"', 'NaN'])(
    'arguments %j are no object: a problem, not a crash',
    async (written) => {
      expect((await acted({ calls: [{ name: 'pay', arguments: written }] })).update.proposal).toMatchObject({
        action: { arguments: {} },
        problem: 'the arguments are not a JSON object',
      });
    },
  );

  test('arguments over the limit are a problem that says so, and are kept nowhere', async () => {
    const written = JSON.stringify({ note: 'a'.repeat(20_000) });
    const { update } = await acted({
      calls: [
        { name: 'pay', arguments: written, id: 'c1' },
        { name: 'pay', arguments: written, id: 'c2' },
      ],
    });
    expect(update.proposal?.problem).toBe('the arguments have 20011 characters; the limit is 16000');
    expect(JSON.stringify(update).length).toBeLessThan(2000);
  });

  test('no arguments at all are an empty object', async () => {
    expect((await acted({ calls: [{ name: 'pay', arguments: '' }] })).update.proposal).toMatchObject({
      action: { arguments: {} },
      problem: null,
    });
  });
});

test.each<[ActionEnd, string]>([
  [end('executed', { paid: true }), '{"paid":true}'],
  [end('executed', 'done'), 'done'],
  [end('denied'), 'Denied, not run: w The customer may be told: Too late.'],
  [end('not_done'), 'Not done, nothing has changed: w'],
  [end('declined'), 'Not run: the customer did not agree to it.'],
])('the model hears how its call lastAction: %#', async (ended, told) => {
  const messages = [
    { id: 't1', type: 'human' as const, content: 'x' },
    { id: 'a', type: 'ai' as const, content: '', calls: [{ id: 'c1', name: 'pay', arguments: '{}' }] },
  ];
  const { update, asked } = await acted('ok', { lastAction: ended, messages });
  expect(asked?.messages.at(-1)).toMatchObject({ type: 'tool', tool_call_id: 'c1', content: told });
  expect(update.lastAction).toBeNull();
});

test('what was wrong with the last answer is said', async () => {
  expect((await acted('ok', { faults: ['the amount `$6` stands nowhere'] })).asked?.instructions).toContain(
    'the amount `$6` stands nowhere',
  );
});

describe('what rules changed in a call', () => {
  const spoken = [{ text: 'Five at most.', citations: [], grounds: ['Five at most.'] }];
  test('is told to the customer before what the model says', async () => {
    expect((await acted('Done.', { spoken })).update).toMatchObject({
      draft: { text: 'Five at most.\n\nDone.', grounds: ['Five at most.'], by: 'model' },
    });
  });
  test('is told to the model with the result', async () => {
    const { proposal, ...ended } = end('executed', { paid: 5 });
    const reasons = [
      {
        origin: 'policy',
        rule: 'cap',
        decision: 'modify',
        code: 'c',
        tell: 't',
        detail: 'Small payments only.',
      },
    ] as const;
    const changed = {
      ...proposal,
      action: { name: 'pay', arguments: { amount: 5 } },
      modified: { from: { amount: 900 }, reasons },
    };
    const { update } = await acted('Done.', { lastAction: { ...ended, proposal: changed } });
    expect(update.messages).toMatchObject([
      {
        type: 'tool',
        content:
          '{"paid":5}\nThis was about other arguments than those of the call: {"amount":5}. Small payments only.',
      },
    ]);
  });
});
