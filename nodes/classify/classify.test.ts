import { describe, expect, test } from 'vitest';
import { AgentConfig } from '../../config/schemas/agent-schema.ts';
import { actionHash } from '../../core/action.ts';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { NodeState, Pending } from '../../core/state.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { compileSignals } from '../../hearing/signals.ts';
import { goalOf, runContext, threadState } from '../../test/thread-state.ts';
import { classify } from './classify.ts';

const flows = new Map(
  Object.entries({
    cancel: {
      about: 'cancelling',
      slots: {
        order_id: { type: 'id', ask: 'Which?', pattern: 'W\\d+' },
        note: { type: 'text', ask: 'Anything else?' },
      },
      steps: [{ ask: 'order_id' }],
    },
    help: { about: 'help', steps: [{ answer: 'knowledge' }] },
    hello: { about: 'hello', steps: [{ say: 'Hello.' }] },
  }).map(([name, flow]) => [name, Flow.parse(flow)] as const),
);
const reach = new Map([...flows.keys()].map((name) => [name, flowReach(name, flows)]));
const handled = [...flows.keys(), 'chat'].map((name) => {
  const flow = name === 'chat' ? null : name;
  const driver = flow ? ('flow' as const) : ('model' as const);
  return [
    name,
    { name, driver, flow, light: name === 'hello', acts: name === 'cancel', changes: name === 'cancel' },
  ] as const;
});

/** Answers the confidence that a test gives each intent, by whole sentences first. */
function classified(
  said: string,
  guesses: { readonly [intent: string]: number },
  state: Partial<NodeState> = {},
) {
  const classifier = {
    classify: async () =>
      Object.entries(guesses)
        .map(([name, confidence]) => ({ name, confidence }))
        .sort((a, b) => b.confidence - a.confidence),
  };
  const node = classify(
    {
      zone: 'UTC',
      languages: new Map(),
      attested: () => new Map(),
      intents: new Map(handled),
      reach,
      thresholds: new Map(
        handled.map(([name]) => [
          name,
          { threshold: 0.5, target: null, certified: name === 'cancel', missing: 0 },
        ]),
      ),
      choices: new Map([
        ['cancel', 'cancel an order'],
        ['help', 'ask how something works'],
        ['chat', 'talk about books'],
      ]),
      questions: 2,
      lists: () => [],
      about: new Map(),
      confirmation: AgentConfig.shape.confirmation.parse({}),
      tools: new Map(),
      signals: compileSignals({ person: ['\\bhuman\\b'], frustration: ['useless'] }),
      says: {
        ...AgentConfig.shape.says.parse({}),
        unsure: 'What?',
        declined: 'All right.',
        notCompared: '?',
        noneFits: 'None.',
        allFit: 'All {count}, but for {attributes}.',
        oneFits: 'That is {choice}.',
        between: 'Do you want to {first}, or to {second}?',
        whether: 'Do you want to {first}?',
      },
    },
    { classifier, actions: () => ({ settle: async () => {} }) },
  );
  return node(threadState(said, state), runContext());
}

const action = { name: 'cancel_order', arguments: { id: 'W1' } };
const proposal = {
  action_id: 't0.a1',
  action,
  by: 'flow' as const,
  call_id: null,
  problem: null,
  origin: actionHash(action),
};
const confirm: Pending = {
  kind: 'confirm',
  proposal,
  hash: actionHash(action),
  preview: { title: 'Cancel', lines: ['x'] },
  asked: 0,
};
const question: Pending = { kind: 'question', slots: ['order_id'], options: [], many: false };
const frame = newFrame('cancel', 'cancel it');
const underWay = { goals: [goalOf('cancel', frame)] };

describe('an intent', () => {
  test.each([
    [0.5, 'intent', 'cancel'],
    [0.4999, 'unclear', 'unknown'],
  ])('at %f is %s', async (confidence, reading, name) => {
    expect(await classified('cancel', { cancel: confidence })).toMatchObject({
      reading,
      intent: { name, confidence },
    });
  });

  test('fills the slots that its first message says', async () => {
    const { goals } = await classified('cancel W7', { cancel: 0.9 });
    expect(goals).toMatchObject([
      { intent: 'cancel', flow: { flow: 'cancel', slots: { order_id: 'W7' }, opening: 'cancel' } },
    ]);
  });

  test('forgets the approval of another goal', async () => {
    const left = { goals: [{ ...goalOf('chat'), approved: 'h' }] };
    expect(await classified('cancel', { cancel: 0.9 }, left)).toMatchObject({
      goals: [
        { intent: 'chat', approved: null },
        { intent: 'cancel', approved: null },
      ],
    });
  });

  test('of no guess at all is unclear', async () => {
    expect(await classified('x', {})).toMatchObject({ reading: 'unclear', draft: { text: 'What?' } });
  });
});

test('nonsense is asked about once, and is a call for a person the second time', async () => {
  const first = await classified('flurb', { cancel: 0.1 });
  expect(first).toMatchObject({ pending: { kind: 'unsure', asked: 1 }, draft: { outcome: 'asked' } });
  expect(await classified('garp', { cancel: 0.1 }, { pending: first.pending ?? null })).toMatchObject({
    escalation: { code: 'not_understood' },
  });
});

test("nonsense in a conversation with the model is the model's to understand", async () => {
  expect(await classified('hm', { cancel: 0.1 }, { goals: [goalOf('chat')] })).toMatchObject({
    reading: 'continue',
  });
});

test('a wish for a person wins over everything that is pending', async () => {
  for (const pending of [confirm, question])
    expect(await classified('yes, a human', { cancel: 0.99 }, { pending, ...underWay })).toMatchObject({
      reading: 'person',
      escalation: { code: 'person_requested' },
    });
});

test('signs of frustration are counted over turns', async () => {
  expect(await classified('useless', { cancel: 0.9 }, { frustration: 1 })).toMatchObject({ frustration: 2 });
});

describe('a pending confirmation', () => {
  test('yes is bound to exactly what was shown', async () => {
    expect(await classified('Yes, please!', {}, { pending: confirm, ...underWay })).toMatchObject({
      reading: 'confirmed',
      pending: null,
      proposal,
      confirmed: actionHash(action),
    });
  });
  test('an approval waits with it', async () => {
    const goals = [{ ...goalOf('cancel', frame), approved: 'h' }];
    const update = await classified('yes', {}, { pending: confirm, goals });
    expect(update).toMatchObject({ confirmed: actionHash(action) });
    expect(update.goals ?? goals).toEqual(goals);
  });
  test('no declines it', async () => {
    const goals = [{ ...goalOf('cancel', frame), approved: 'h' }];
    const update = await classified('no', {}, { pending: confirm, goals });
    expect(update).toMatchObject({
      reading: 'declined',
      lastAction: { status: 'declined' },
      goals: [{ approved: null }],
    });
    expect(update).not.toHaveProperty('confirmed');
  });
  test.each(['yes, but W2', 'yes?', 'maybe'])('%s is no yes', async (said) => {
    const update = await classified(said, { cancel: 0.9 }, { pending: confirm, ...underWay });
    expect(update.confirmed ?? null).toBeNull();
    expect(update.reading).not.toBe('confirmed');
  });
  test.each([
    [0.7, 'intent'],
    [0.69, 'unclear'],
  ])('something else at %f is %s', async (confidence, reading) => {
    const update = await classified(
      'when do you open',
      { help: confidence },
      { pending: confirm, ...underWay },
    );
    expect(update.reading).toBe(reading);
    expect(update.pending?.kind ?? null).toBe(reading === 'intent' ? null : 'confirm');
  });
  test('three unclear answers call a person', async () => {
    expect(await classified('hm', {}, { pending: { ...confirm, asked: 2 }, ...underWay })).toMatchObject({
      escalation: { code: 'not_understood' },
    });
  });
});

describe('a pending question', () => {
  test('is answered', async () => {
    expect(await classified('W7', { help: 0.99 }, { pending: question, ...underWay })).toMatchObject({
      reading: 'answer',
      pending: null,
      goals: [{ flow: { slots: { order_id: 'W7' } } }],
    });
  });
  test('is interrupted by what is clearly something else, and stays below it', async () => {
    const update = await classified('when do you open', { help: 0.9 }, { pending: question, ...underWay });
    expect(update.goals?.map(({ intent }) => intent)).toEqual(['cancel', 'help']);
  });
  test('is not interrupted by its own business, and is asked again', async () => {
    const update = await classified('cancel it I said', { cancel: 0.99 }, { pending: question, ...underWay });
    expect(update).toMatchObject({ reading: 'unclear', goals: [{ flow: { attempts: { order_id: 1 } } }] });
  });
  test('free text takes anything but another clear wish', async () => {
    const pending: Pending = { ...question, slots: ['note'] };
    expect(await classified('leave it at the door', { help: 0.3 }, { pending, ...underWay })).toMatchObject({
      reading: 'answer',
    });
    expect(await classified('when do you open', { help: 0.9 }, { pending, ...underWay })).toMatchObject({
      reading: 'intent',
    });
  });
});
