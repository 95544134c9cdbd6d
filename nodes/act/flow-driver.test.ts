import { describe, expect, test } from 'vitest';
import { actionHash, type Proposal } from '../../core/action.ts';
import { Flow } from '../../core/flow.ts';
import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import type { ActionEnd, NodeState } from '../../core/state.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf, runContext, threadState } from '../../test/thread-state.ts';
import { flowDriver } from './flow-driver.ts';

const flows = new Map(
  Object.entries({
    cancel: {
      about: 'cancelling your order',
      slots: {
        order_id: { type: 'id', ask: 'Which order?', retry: 'No such order. Which?', pattern: 'W\\d+' },
        item: {
          type: 'option',
          ask: 'Which item?',
          from: { list: '{order.items}', value: '{id}', label: '{name}' },
        },
      },
      steps: [
        { ask: 'order_id' },
        { lookup: { tool: 'get', with: { id: '{order_id}' }, as: 'order', missing: 'order_id' } },
        { ask: 'item' },
        { call: { tool: 'cancel', with: { id: '{order_id}', item: '{item.id}' }, as: 'done' } },
        { say: 'Cancelled {done.id}.' },
      ],
    },
    help: { about: 'help', steps: [{ answer: 'knowledge' }] },
  }).map(([name, flow]) => [name, Flow.parse(flow)] as const),
);
const reach = new Map([...flows.keys()].map((name) => [name, flowReach(name, flows)]));
const options = {
  flows,
  reach,
  functions: {},
  identityAs: 'user',
  questions: 2,
  zone: 'UTC',
  answers: { quote: null, offer: 0, beside: 0 },
  about: new Map(),
  says: {
    ...SAYS,
    declined: 'All right.',
    notFound: 'Nothing found.',
    source: 'From "{heading}"',
    offer: 'Is it {heading}?',
    offerTwo: 'Is it {first} or {second}?',
    offerPerson: 'A colleague?',
    next: 'Now to {goal}.',
    many: 'There are {count}.',
    more: '{count} more.',
    narrowBy: 'Which {attributes}?',
    noneFits: 'None.',
    noMore: 'That is all.',
    oneFits: 'That is {choice}.',
    alsoSaid: 'You wrote "{words}". Do you want to {choice}?',
    notMeant: 'All right then.',
  },
  choices: new Map([['cancel', 'cancel an order']]),
};
const driver = flowDriver(options);
const acted = (frames: readonly FlowFrame[], state: Partial<NodeState> = {}) =>
  driver(
    threadState('x', {
      goals: frames.map((each) => goalOf(each.flow, each)),
      ...state,
    }),
    runContext(),
  );

const ORDER = {
  id: 'W1',
  items: [
    { id: 'i1', name: 'Lamp' },
    { id: 'i2', name: 'Mug' },
  ],
};
const get = { name: 'get', arguments: { id: 'W1' } };
const cancel = { name: 'cancel', arguments: { id: 'W1', item: 'i1' } };
const frame = (more: Partial<FlowFrame> = {}, opening = 'cancel something') => ({
  ...newFrame('cancel', opening),
  ...more,
});
const known = { slots: { order_id: 'W1' }, results: { [actionHash(get)]: ORDER } };
const ready = { ...known, slots: { order_id: 'W1', item: ORDER.items[0] ?? null } };
const proposed = (action: Proposal['action'], origin = action): Proposal => ({
  action_id: 't1.a1',
  action,
  by: 'flow',
  call_id: null,
  problem: null,
  origin: actionHash(origin),
});
const ended = (
  proposal: Proposal,
  status: ActionEnd['status'],
  result: ActionEnd['result'] = null,
): ActionEnd => ({
  proposal,
  status,
  result,
  reasons: [
    { origin: 'policy' as const, rule: 'r', decision: 'deny', code: 'c', tell: 'Too late.', detail: 'w' },
  ],
});

test('asks, and waits for the answer', async () => {
  expect(await acted([frame()])).toMatchObject({
    pending: { kind: 'question', slots: ['order_id'] },
    draft: { text: 'Which order?', outcome: 'asked', by: 'flow' },
  });
});

test('proposes one action under an id of its own', async () => {
  const update = await acted([frame({ slots: { order_id: 'W1' } })], {
    turn_id: 't1',
    proposals: 3,
  });
  expect(update).toMatchObject({
    proposal: { action_id: 't1.a4', action: get, by: 'flow', origin: actionHash(get) },
    proposals: 4,
  });
});

test('takes what the opening message already named from a list', async () => {
  expect(await acted([frame(known, 'cancel the lamp')])).toMatchObject({ proposal: { action: cancel } });
  expect(await acted([frame(known, 'cancel something, not the lamp')])).toMatchObject({
    pending: { kind: 'question' },
    draft: { text: 'Which item?\n1. Lamp\n2. Mug' },
  });
});

test('what a list takes from the opening message is recorded, if the slot is attested', async () => {
  const cancel = flows.get('cancel') as Flow;
  const { item } = cancel.slots;
  const attesting = new Map([
    ['cancel', { ...cancel, slots: { ...cancel.slots, item: { ...item, attested: true } } }],
  ]);
  const heard = flowDriver({
    ...options,
    flows: attesting as typeof flows,
    reach: new Map([['cancel', flowReach('cancel', attesting as typeof flows)]]),
  });
  const state = threadState('x', { goals: [goalOf('cancel', frame(known, 'cancel the lamp'))] });
  expect((await heard(state, runContext())).session?.slots).toEqual({
    item: { value: ORDER.items[0], span: 'cancel the lamp', turn_id: state.turn_id },
  });
  expect((await driver(state, runContext())).session?.slots).toEqual({});
});

describe('the end of an action', () => {
  test('executed: the flow goes on to its end and leaves', async () => {
    expect(
      await acted([frame(ready)], { lastAction: ended(proposed(cancel), 'executed', { id: 'W1' }) }),
    ).toMatchObject({ goals: [], draft: { text: 'Cancelled W1.', outcome: 'answered' } });
  });

  test('executed with other arguments than it proposed, by a rule or a person: never proposed again', async () => {
    const changed = proposed({ name: 'cancel', arguments: { id: 'W1', item: 'i2' } }, cancel);
    const update = await acted([frame(ready)], { lastAction: ended(changed, 'executed', { id: 'W1' }) });
    expect(update).toMatchObject({ proposal: null, draft: { text: 'Cancelled W1.' } });
  });

  test.each(['denied', 'not_done'] as const)('%s: told, and the flow ends as refused', async (how) => {
    expect(await acted([frame(ready)], { lastAction: ended(proposed(cancel), how) })).toMatchObject({
      goals: [],
      draft: { text: 'Too late.', outcome: 'refused' },
    });
  });

  test('declined: said, and nothing of it is left', async () => {
    expect(await acted([frame(ready)], { lastAction: ended(proposed(cancel), 'declined') })).toMatchObject({
      goals: [],
      draft: { text: 'All right.', outcome: 'refused' },
    });
  });

  test('a record that does not exist: asked again, then a person', async () => {
    const gone = ended(proposed(get), 'executed', { exists: false });
    const first = await acted([frame({ slots: { order_id: 'W1' } })], { lastAction: gone });
    expect(first).toMatchObject({ pending: { kind: 'question' }, draft: { text: 'No such order. Which?' } });
    const again = await acted([frame({ slots: { order_id: 'W1' }, attempts: { order_id: 1 } })], {
      lastAction: gone,
    });
    expect(again).toMatchObject({ escalation: { code: 'not_understood' } });
  });
});

test('what was asked in the middle is answered, then the flow goes on', async () => {
  const update = await acted([frame(), newFrame('help', 'x')]);
  expect(update.goals?.map(({ intent }) => intent)).toEqual(['cancel']);
  expect(update.draft?.text).toMatch(/^Nothing found\.[\s\S]*Which order\?$/);
});

test('a flow that is not declared any more calls a person', async () => {
  expect(await acted([newFrame('gone', 'x')])).toMatchObject({
    escalation: { code: 'flow_missing' },
  });
});
