import { describe, expect, test } from 'vitest';
import { Flow } from '../../core/flow.ts';
import { activeGoals, type Goals, MAX_GOALS } from '../../core/goal.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import type { Wish } from '../../hearing/wishes/wish.ts';
import { beginGoals, type HandledIntent } from './begin-goals.ts';

const intent = (name: string, kind: 'acts' | 'asks' | 'light'): [string, HandledIntent] => [
  name,
  {
    name,
    driver: 'model',
    flow: null,
    light: kind === 'light',
    acts: kind === 'acts',
    changes: kind === 'acts',
  },
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

const context = { now: new Date(0), zone: 'UTC', confirmation: { yes: ['yes'], no: ['no'], courtesy: [] } };
const wish = (name: string, text = '', joins: Wish['joins'] = null): Wish => ({
  intent: name,
  text,
  joins,
  spans: [],
  confidence: 1,
});

/** The intents with open tools after these messages of a model's conversation, each with the intents it was read as. */
function after(messages: readonly (readonly string[])[]): readonly string[] {
  let goals: Goals = [];
  for (const [index, names] of messages.entries()) {
    const state = { session: EMPTY_SESSION, goals, recent: [] };
    const turn = { turn_id: `t${index}`, rest: '', context };
    const wishes = names.map((name) => wish(name));
    goals = beginGoals({ intents, reach: new Map() }, state, wishes, turn).goals;
  }
  return activeGoals(goals).map(({ intent: name }) => name);
}

describe('goals without a flow', () => {
  test.each([
    {
      why: 'are three, the newest last',
      messages: [['exchange'], ['cancel'], ['return'], ['address']],
      expected: ['cancel', 'return', 'address'],
    },
    {
      why: 'outlive the questions on the way',
      messages: [['exchange'], ['opening-hours'], ['thanks'], ['payment-help'], ['thanks']],
      expected: ['exchange', 'payment-help', 'thanks'],
    },
    {
      why: 'are the newest when they come up again',
      messages: [['exchange'], ['cancel'], ['exchange'], ['return'], ['address']],
      expected: ['exchange', 'return', 'address'],
    },
    {
      why: 'are small talk only where nothing else is said',
      messages: [['thanks', 'exchange'], ['thanks']],
      expected: ['exchange', 'thanks'],
    },
    {
      why: 'stay when a message asks several things on the way',
      messages: [['exchange'], ['payment-help', 'opening-hours', 'address']],
      expected: ['exchange', 'payment-help', 'address'],
    },
    {
      why: 'give way to a message that names three',
      messages: [['exchange'], ['cancel', 'return', 'address']],
      expected: ['cancel', 'return', 'address'],
    },
  ])('$why', ({ messages, expected }) => {
    expect(after(messages)).toEqual(expected);
  });
});

const flows = new Map(
  [...intents.keys()].map((name) => [
    name,
    Flow.parse({
      about: name,
      slots: {
        order_id: { type: 'id', ask: '?', pattern: 'W\\d' },
        day: {
          type: 'choice',
          ask: '?',
          choices: [
            { value: 'friday', label: 'Friday' },
            { value: 'monday', label: 'Monday' },
          ],
        },
      },
      steps: [{ ask: 'order_id' }, { ask: 'day' }],
    }),
  ]),
);
const byFlow = {
  intents: new Map(
    [...intents].map(([name, one]) => [name, { ...one, driver: 'flow', flow: name } as const]),
  ),
  reach: new Map([...flows.keys()].map((name) => [name, flowReach(name, flows)])),
};

function begin(
  wishes: readonly Wish[],
  goals: Goals = [],
  more: { rest?: string; recent?: readonly string[] } = {},
) {
  const { rest = '', recent = [] } = more;
  const turn = { turn_id: 't1', rest, context };
  return beginGoals(byFlow, { session: EMPTY_SESSION, goals, recent }, wishes, turn);
}
const shown = (goals: Goals) =>
  goals.map(({ intent: name, flow }) => [name, flow?.slots['order_id'] ?? null, flow?.slots['day'] ?? null]);

describe('goals with a flow', () => {
  test('are never forgotten: all wait, the first of the message is worked on', () => {
    const four = ['exchange', 'cancel', 'return', 'address'].map((name) => wish(name, `${name} it`));
    const { goals, begun } = begin(four);
    expect(goals.map(({ intent: name }) => name)).toEqual(['address', 'return', 'cancel', 'exchange']);
    expect(begun.map(({ intent: name }) => name)).toEqual(['exchange', 'cancel', 'return', 'address']);
  });

  test('are read from their own words, and else from what is nobody else\u2019s', () => {
    const wishes = [wish('cancel', 'cancel W1'), wish('return', 'and return something')];
    expect(shown(begin(wishes, [], { rest: 'It was for Friday.' }).goals)).toEqual([
      ['return', null, 'friday'],
      ['cancel', 'W1', 'friday'],
    ]);
  });

  test('are one for each order number', () => {
    expect(shown(begin([wish('cancel', 'cancel W1, W2 and W3, all for Friday')]).goals)).toEqual([
      ['cancel', 'W3', 'friday'],
      ['cancel', 'W2', 'friday'],
      ['cancel', 'W1', 'friday'],
    ]);
    const own = [wish('cancel', 'cancel W1'), wish('cancel', 'cancel W2')];
    expect(shown(begin(own).goals)).toEqual([
      ['cancel', 'W2', null],
      ['cancel', 'W1', null],
    ]);
  });

  const underWay = begin([wish('cancel', 'cancel W1')]).goals;

  test('wait with "also", interrupt without, and take the place with "instead"', () => {
    const names = (joins: Wish['joins']) =>
      begin([wish('return', 'return W2', joins)], underWay).goals.map(({ intent: name }) => name);
    expect(names('also')).toEqual(['return', 'cancel']);
    expect(names(null)).toEqual(['cancel', 'return']);
    expect(names('instead')).toEqual(['return']);
  });

  test('of the same intent are two with "also", and one that goes on without', () => {
    expect(shown(begin([wish('cancel', 'cancel W2 too', 'also')], underWay).goals)).toEqual([
      ['cancel', 'W2', null],
      ['cancel', 'W1', null],
    ]);
    expect(shown(begin([wish('cancel', 'cancel it on Monday')], underWay).goals)).toEqual([
      ['cancel', 'W1', 'monday'],
    ]);
  });

  test('know what "it" is: of the goal under way, of the one they replace, of the last that ended', () => {
    expect(shown(begin([wish('return', 'return it instead', 'instead')], underWay).goals)).toEqual([
      ['return', 'W1', null],
    ]);
    expect(shown(begin([wish('return', 'return that too', 'also')], underWay).goals)[0]).toEqual([
      'return',
      'W1',
      null,
    ]);
    expect(shown(begin([wish('return', 'return it')], [], { recent: ['W7'] }).goals)).toEqual([
      ['return', 'W7', null],
    ]);
    expect(shown(begin([wish('return', 'return it')], [], { recent: ['W7', 'W8'] }).goals)).toEqual([
      ['return', null, null],
    ]);
    expect(shown(begin([wish('return', 'return a lamp')], [], { recent: ['W7'] }).goals)).toEqual([
      ['return', null, null],
    ]);
  });

  test('are at most ten; more is said to be too many', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `W${index + 1}`).join(' ');
    const nine = begin([wish('cancel', `cancel ${ids}`)]);
    expect([nine.goals.length, nine.tooMany]).toEqual([9, false]);
    const more = begin([wish('return', 'return W1 and W2', 'also')], nine.goals);
    expect([more.goals.length, more.tooMany]).toEqual([MAX_GOALS, true]);
  });

  test('lose their approval when another begins; a question changes nothing', () => {
    const approved = underWay.map((goal) => ({ ...goal, approved: 'h' }));
    const asked = begin([wish('opening-hours')], approved).goals;
    expect(asked).toMatchObject([{ approved: 'h' }, { approved: null }]);
    expect(begin([wish('return')], asked).goals.map(({ approved: hash }) => hash)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a statement that an article would answer', () => {
  const answering: ReadonlyMap<string, ReturnType<typeof flowReach>> = new Map([
    [
      'pages',
      {
        slots: new Map(),
        tools: new Set<string>(),
        judged: new Set<string>(),
        light: false,
        answers: true,
        changes: false,
      },
    ],
  ]);
  const pages = {
    name: 'payment-help',
    driver: 'flow',
    flow: 'pages',
    light: false,
    acts: false,
    changes: false,
  } as const;
  const options = { ...byFlow, intents: new Map([...byFlow.intents, ['payment-help', pages]]) };
  const reader = { ...options, reach: new Map([...byFlow.reach, ...answering]) };
  const names = (...wishes: readonly Wish[]) =>
    beginGoals(reader, { session: EMPTY_SESSION, goals: [], recent: [] }, wishes, {
      turn_id: 't1',
      rest: '',
      context,
    }).goals.map(({ intent: name, flow }) => [name, flow?.opening]);

  test('gives a value beside something to do', () => {
    const card = wish('payment-help', "I'd like to use my gift card", 'instead');
    expect(names(wish('cancel', 'cancel it'), card)).toEqual([
      ['cancel', "cancel it\nI'd like to use my gift card"],
    ]);
    expect(names(card, wish('cancel', 'cancel it'))).toEqual([
      ['cancel', "I'd like to use my gift card\ncancel it"],
    ]);
  });

  test('is a question with the form of one, or alone', () => {
    expect(names(wish('cancel', 'cancel it'), wish('payment-help', 'do you take gift cards?'))).toHaveLength(
      2,
    );
    expect(names(wish('payment-help', 'gift cards'))).toHaveLength(1);
  });
});

test('a single wish chooses from lists by the words of the whole message', () => {
  const rest = 'Good day. It is the sneakers of W1.';
  const [goal] = begin([wish('thanks', 'hi'), wish('cancel', 'I need to cancel it.')], [], { rest }).goals;
  expect(goal?.flow?.opening).toContain('the sneakers');
  expect(goal?.flow?.slots['order_id']).toBe('W1');
  const [, first] = begin([wish('cancel', 'cancel it'), wish('return', 'return it')], [], { rest }).goals;
  expect(first?.flow?.opening).toBe('cancel it');
});
