import { describe, expect, test } from 'vitest';
import { Flow } from '../../core/flow.ts';
import { asNamed, type Goals } from '../../core/goal.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { enterIntents, type HandledIntent } from './enter-intents.ts';

const intent = (name: string, kind: 'acts' | 'asks' | 'light'): [string, HandledIntent] => [
  name,
  { name, driver: 'model', flow: null, light: kind === 'light', acts: kind === 'acts' },
];
const intents = new Map([
  intent('exchange', 'acts'),
  intent('cancel', 'acts'),
  intent('return', 'acts'),
  intent('address', 'acts'),
  intent('opening-hours', 'asks'),
  intent('payment-help', 'asks'),
  intent('thanks', 'light'),
]);

const context = { now: new Date(0), zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } };

/** The active intents after these messages, each with the intents it was read as. */
function after(messages: readonly (readonly string[])[]): readonly string[] {
  let goals: Goals = [];
  for (const [index, names] of messages.entries()) {
    const state = { session: EMPTY_SESSION, goals };
    goals = enterIntents({ intents, reach: new Map() }, state, names, {
      turn_id: `t${index}`,
      text: '',
      context,
    }).goals;
  }
  return asNamed(goals).map(({ intent: name }) => name);
}

describe('enterIntents', () => {
  test.each([
    {
      why: 'keeps three, the newest last',
      messages: [['exchange'], ['cancel'], ['return'], ['address']],
      expected: ['cancel', 'return', 'address'],
    },
    {
      why: 'forgets questions before the business that they interrupt',
      messages: [['exchange'], ['opening-hours'], ['thanks'], ['payment-help'], ['thanks']],
      expected: ['exchange', 'payment-help', 'thanks'],
    },
    {
      why: 'makes an intent that comes up again the newest',
      messages: [['exchange'], ['cancel'], ['exchange'], ['return'], ['address']],
      expected: ['exchange', 'return', 'address'],
    },
    {
      why: 'takes small talk only where nothing else is said',
      messages: [['thanks', 'exchange'], ['thanks']],
      expected: ['exchange', 'thanks'],
    },
    {
      why: 'keeps business when a message asks several things on the way',
      messages: [['exchange'], ['payment-help', 'opening-hours', 'address']],
      expected: ['exchange', 'payment-help', 'address'],
    },
    {
      why: 'gives way to a message that names three',
      messages: [['exchange'], ['cancel', 'return', 'address']],
      expected: ['cancel', 'return', 'address'],
    },
  ])('$why', ({ messages, expected }) => {
    expect(after(messages)).toEqual(expected);
  });
});

describe('a goal that is forgotten for newer ones', () => {
  const flow = Flow.parse({ about: 'x', slots: {}, steps: [{ say: 'x' }] });
  const byFlow = new Map(
    [...intents].map(([name, one]) => [name, { ...one, driver: 'flow', flow: name } as const]),
  );
  const reach = new Map([...intents.keys()].map((name) => [name, flowReach(name, new Map([[name, flow]]))]));
  const enter = (goals: Goals, names: readonly string[], turn_id: string) =>
    enterIntents({ intents: byFlow, reach }, { session: EMPTY_SESSION, goals }, names, {
      turn_id,
      text: '',
      context,
    }).goals;

  test('takes its flow with it, and no other goal loses its own', () => {
    const three = ['exchange', 'opening-hours', 'cancel'].reduce<Goals>(
      (goals, name, index) => enter(goals, [name], `t${index}`),
      [],
    );
    const four = enter(three, ['return'], 't3');
    expect(four.map(({ intent, flow: memory }) => [intent, memory?.flow])).toEqual([
      ['exchange', 'exchange'],
      ['cancel', 'cancel'],
      ['return', 'return'],
    ]);
  });

  test('is approved no more when another begins; a question changes nothing', () => {
    const approved = enter([], ['exchange'], 't0').map((goal) => ({ ...goal, approved: 'h' }));
    const asked = enter(approved, ['opening-hours'], 't1');
    expect(asked).toMatchObject([{ approved: 'h' }, { approved: null }]);
    expect(enter(asked, ['cancel'], 't2').map((goal) => goal.approved)).toEqual([null, null, null]);
  });
});

test('of several wishes each is read from its own sentence, and else from the message', () => {
  const order = Flow.parse({
    about: 'x',
    slots: {
      order_id: { type: 'id', ask: '?', pattern: 'W\\d' },
      day: { type: 'id', ask: '?', pattern: 'Friday' },
    },
    steps: [{ ask: 'order_id' }, { ask: 'day' }],
  });
  const declared = new Map([
    ['cancel', order],
    ['status', order],
  ]);
  const options = {
    intents: new Map(
      [...declared.keys()].map(
        (name) => [name, { name, driver: 'flow', flow: name, light: false, acts: true }] as const,
      ),
    ),
    reach: new Map([...declared.keys()].map((name) => [name, flowReach(name, declared)])),
  };
  const text = 'Cancel W1. Where is W2? It was for Friday.';
  const entered = (said: ReadonlyMap<string, string>) =>
    enterIntents(options, { session: EMPTY_SESSION, goals: [] }, ['cancel', 'status'], {
      turn_id: 't1',
      text,
      said,
      context,
    }).goals.map(({ flow }) => ({ flow: flow?.flow, opening: flow?.opening, slots: flow?.slots }));
  expect(entered(new Map([['status', 'Where is W2?']]))).toEqual([
    { flow: 'status', opening: 'Where is W2?', slots: { order_id: 'W2', day: 'Friday' } },
    { flow: 'cancel', opening: text, slots: { order_id: 'W1', day: 'Friday' } },
  ]);
});
