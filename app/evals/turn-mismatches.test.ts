import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Expectation } from '../../config/schemas/scenario-schema.ts';
import { ScenariosFile } from '../../config/schemas/scenario-schema.ts';
import type { Tool } from '../../core/tool.ts';
import type { TurnResult } from '../../core/turn.ts';
import { turnMismatches } from './turn-mismatches.ts';

const tool = (name: string, effects: boolean): [string, Tool] => [
  name,
  { name, description: '', title: '', input: z.object({}), effects, run: async () => null },
];
const TOOLS = new Map([tool('get_order', false), tool('cancel_order', true)]);

const action = (
  name: string,
  decision: 'allow' | 'confirm' | 'deny',
  executed: boolean,
): TurnResult['actions'][number] => ({
  action_id: name,
  name,
  arguments: { order_id: '#W1', items: [{ id: '7', colour: 'red' }] },
  verdict: { decision, rules: [] },
  executed,
});

const READ = { value: null, parts: [], confidence: 1 };
const HEARD = {
  commands: [
    { kind: 'begin', of: 'cancel-order', ...READ },
    { kind: 'set', of: 'order_id', ...READ },
  ],
  lost: [],
  unexplained: [],
} as const;

const RESULT: TurnResult = {
  thread_id: 't',
  turn_id: 'u',
  outcome: 'asked',
  reply: {
    text: 'Cancel order #W1:\n  $168.62 goes back to your card. It’s “final”.',
    citations: [{ passage_id: 'returns#how-long', source: 'returns.md' }],
  },
  intent: { name: 'cancel-order', confidence: 0.91, certified: false },
  confidence: 0.8,
  asks: null,
  goals: [],
  actions: [action('get_order', 'allow', true), action('cancel_order', 'confirm', false)],
  steps: [{ node: 'classify', ms: 1, cost_usd: 0, confidence: 0.91, heard: HEARD }],
  cost_usd: 0,
  latency_ms: 1,
  mode: 'embedded',
  escalation_id: null,
};

type Turns = NonNullable<z.input<typeof ScenariosFile>['scenarios'][number]['turns']>;

/** As an author writes it, defaults filled in. */
function expectation(written: Turns[number]['expect']) {
  const file = ScenariosFile.parse({ scenarios: [{ name: 'x', turns: [{ says: 'x', expect: written }] }] });
  return file.scenarios[0]?.turns?.[0]?.expect as Expectation;
}

const found = (
  written: Parameters<typeof expectation>[0],
  result: Partial<TurnResult> = {},
): readonly string[] =>
  turnMismatches(expectation(written), { ...RESULT, ...result }, TOOLS).map(
    ({ what, expected, actual }) => `${what}: ${expected} | ${actual}`,
  );

describe('what holds is not mentioned', () => {
  test.each([
    [{}],
    [{ outcome: 'asked' }],
    [{ outcome: ['answered', 'asked'] }],
    [{ intent: 'cancel-order' }],
    [{ reply: { has: ['CANCEL order', '#w1: $168.62', `it's "final"`] } }],
    [{ reply: { lacks: ['refused'] } }],
    [{ cites: ['returns#how-long'] }],
    [{ heard: ['set order_id', 'begin cancel-order'] }],
    [{ cites: ['returns.md'] }],
    [{ actions: [{ name: 'cancel_order' }] }],
    [{ actions: [{ name: 'cancel_order', arguments: { items: [{ id: '7' }] }, decision: 'confirm' }] }],
    [
      {
        actions: [
          { name: 'get_order', executed: true },
          { name: 'cancel_order', executed: false },
        ],
      },
    ],
    [{ confidence: { atLeast: 0.8, atMost: 0.8 } }],
  ] as const)('%j', (written) => {
    expect(found(written as never)).toEqual([]);
  });
});

describe('what does not hold is told with what is', () => {
  const happened =
    'get_order {"order_id":"#W1","items":[{"id":"7","colour":"red"}]}: allow, executed; cancel_order {"order_id":"#W1","items":[{"id":"7","colour":"red"}]}: confirm, not executed';
  test.each([
    [{ outcome: ['answered', 'refused'] }, 'outcome: answered or refused | asked'],
    [{ intent: 'order-status' }, 'intent: order-status | cancel-order (0.91)'],
    [{ heard: ['begin cancel-order'] }, 'heard: begin cancel-order | begin cancel-order, set order_id'],
    [{ heard: [] }, 'heard: nothing | begin cancel-order, set order_id'],
    [{ heard: ['affirm'] }, 'heard: affirm | begin cancel-order, set order_id'],
    [{ reply: { has: ['$168.63'] } }, `reply.has: $168.63 | ${RESULT.reply.text}`],
    [{ reply: { lacks: ['Your Card'] } }, `reply.lacks: not: Your Card | ${RESULT.reply.text}`],
    [{ cites: ['returns#why'] }, 'cites: returns#why | returns#how-long'],
    [{ cites: [] }, 'cites: nothing | returns#how-long'],
    [{ actions: [{ name: 'refund' }] }, `actions: refund {} | ${happened}`],
    [
      { actions: [{ name: 'cancel_order', arguments: { items: [{ id: '8' }] } }] },
      `actions: cancel_order {"items":[{"id":"8"}]} | ${happened}`,
    ],
    [
      { actions: [{ name: 'cancel_order', decision: 'deny', executed: true }] },
      `actions: cancel_order {}: deny, executed | ${happened}`,
    ],
    [
      { actions: [] },
      'actions: none with effects | cancel_order {"order_id":"#W1","items":[{"id":"7","colour":"red"}]}: confirm, not executed',
    ],
    [{ confidence: { atLeast: 0.81 } }, 'confidence: at least 0.81 | 0.800'],
    [{ confidence: { atMost: 0.79 } }, 'confidence: at most 0.79 | 0.800'],
  ] as const)('%j', (written, line) => {
    expect(found(written as never)).toEqual([line]);
  });

  test('also where the turn had none of it', () => {
    const none = { intent: null, confidence: null, actions: [], reply: { text: 'Hm.', citations: [] } };
    const written = {
      intent: 'cancel-order',
      cites: ['returns.md'],
      actions: [{ name: 'get_order' }],
      confidence: { atLeast: 0.1 },
    };
    expect(found(written, none)).toEqual([
      'intent: cancel-order | none',
      'cites: returns.md | nothing',
      'actions: get_order {} | none',
      'confidence: at least 0.1 | none',
    ]);
  });
});

test('a denied proposal is no action that an empty list forbids', () => {
  expect(found({ actions: [] }, { actions: [action('cancel_order', 'deny', false)] })).toEqual([]);
});

test.each(['begin', 'affirm order_id', 'sets order_id', ''])('`%s` is no command', (command) => {
  expect(() => expectation({ heard: [command] })).toThrow();
});
