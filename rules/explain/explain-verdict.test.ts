import { expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import type { Origin, Reason, Verdict } from '../../core/verdict.ts';
import { assemblePolicy } from '../files/assemble-policy.ts';
import { judge } from '../judge/judge.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, Rule } from '../schemas/rules-schema.ts';
import { explainVerdict } from './explain-verdict.ts';

const session = (key: string, type: Fact['type']): Fact => ({
  type,
  meaning: `what ${key} means`,
  source: { from: 'session', key },
});
const facts = new Map([
  ['status', session('status', 'string')],
  ['amount', session('amount', 'number')],
  ['late', session('late', 'boolean')],
]);
const rule = (name: string, type: 'deny' | 'review' | 'confirm', condition: Condition): Rule => ({
  name,
  why: `because of ${name}`,
  conditions: { all: [condition] },
  event: { type, params: { code: name, tell: `told by ${name}` } },
});
const policy = assemblePolicy(
  'test',
  [
    {
      topic: 'pay',
      value: {
        appliesTo: { tools: ['pay'] },
        default: 'allow',
        rules: [
          rule('ask', 'confirm', { fact: 'amount', operator: 'greaterThan', value: 0 }),
          rule('closed', 'deny', { fact: 'status', operator: 'equal', value: 'closed' }),
          rule('large', 'review', { fact: 'amount', operator: 'greaterThan', value: 100 }),
          rule('on-time', 'review', { not: { fact: 'late', operator: 'notEqual', value: true } }),
        ],
      },
    },
  ],
  { facts, computed: {}, tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]) },
);

async function explained(
  known: { readonly [fact: string]: Json },
  { given = false, recorded = {} }: { given?: boolean; recorded?: Partial<Verdict> } = {},
) {
  const judgement = await judge({
    action: { name: 'pay', arguments: {} },
    confirmed: given,
    approved: given,
    now: new Date(0),
    policy,
    facts: () => new Map(Object.entries(known)),
  });
  return explainVerdict({ ...judgement, micros: 1, ...recorded }, policy);
}
const calm = { status: 'open', amount: 0, late: false };
const reason = (changes: Partial<Reason>): Reason => ({
  origin: 'policy',
  rule: 'ask',
  decision: 'confirm',
  code: 'ask',
  tell: 'told',
  detail: 'why',
  ...changes,
});

test('what no rule holds back is carried out, and each rule says what kept it silent', async () => {
  expect(await explained(calm)).toEqual({
    action: { name: 'pay', arguments: {} },
    proposed: null,
    decision: 'allow',
    summary: 'It is carried out: no rule stands in its way.',
    tell: [],
    missing: [],
    heard: [],
    silent: [
      {
        rule: 'ask',
        decision: 'confirm',
        why: 'because of ask',
        kept_by: ['only when amount is more than 0; it is 0'],
      },
      {
        rule: 'closed',
        decision: 'deny',
        why: 'because of closed',
        kept_by: ['only when status is "closed"; it is "open"'],
      },
      {
        rule: 'large',
        decision: 'review',
        why: 'because of large',
        kept_by: ['only when amount is more than 100; it is 0'],
      },
      {
        rule: 'on-time',
        decision: 'review',
        why: 'because of on-time',
        kept_by: ['only when late is yes; it is no'],
      },
    ],
    facts: [],
    current: true,
  });
});

const YES = "the customer's yes to exactly this action";
const APPROVAL = "a person's approval of exactly this action";

test.each<{
  what: string;
  known: { readonly [fact: string]: Json };
  given?: boolean;
  summary: string;
  tell: readonly string[];
  missing: readonly string[];
  because: { readonly [rule: string]: readonly string[] };
  read: readonly string[];
}>([
  {
    what: 'waits for a yes',
    known: { ...calm, amount: 50 },
    summary: 'the customer has to say yes',
    tell: ['told by ask'],
    missing: [YES],
    because: { ask: ['amount is more than 0; it is 50'] },
    read: ['amount'],
  },
  {
    what: 'waits for a person, and for a yes after that',
    known: { ...calm, amount: 500 },
    summary: 'a person has to look at it first',
    tell: ['told by large'],
    missing: [APPROVAL, YES],
    because: { ask: ['amount is more than 0; it is 500'], large: ['amount is more than 100; it is 500'] },
    read: ['amount'],
  },
  {
    what: 'waits for a person alone',
    known: { ...calm, late: true },
    summary: 'a person has to look at it first',
    tell: ['told by on-time'],
    missing: [APPROVAL],
    because: { 'on-time': ['late is yes'] },
    read: ['late'],
  },
  {
    what: 'is carried out when both were given',
    known: { ...calm, amount: 500 },
    given: true,
    summary: 'what the rules ask for has been given',
    tell: [],
    missing: [],
    because: {
      ask: ['amount is more than 0; it is 500', 'the customer has said yes to exactly this'],
      large: ['amount is more than 100; it is 500', 'a person has approved exactly this'],
    },
    read: ['amount'],
  },
  {
    what: 'is not carried out, and nothing would help',
    known: { ...calm, status: 'closed', amount: 500 },
    given: true,
    summary: 'It is not carried out',
    tell: ['told by closed'],
    missing: [],
    because: {
      ask: ['amount is more than 0; it is 500'],
      closed: ['status is "closed"'],
      large: ['amount is more than 100; it is 500'],
    },
    read: ['status', 'amount'],
  },
  {
    what: 'waits for a person because a rule cannot be decided',
    known: { amount: 0, late: false },
    summary: 'a person has to look at it first',
    tell: ['I cannot settle this on my own, so a colleague has to look at it first.'],
    missing: ['fact `status` is not known', APPROVAL],
    because: { closed: [] },
    read: [],
  },
])('an action $what', async ({ known, given = false, summary, tell, missing, because, read }) => {
  const explanation = await explained(known, { given });
  expect(explanation).toMatchObject({ summary: expect.stringContaining(summary), tell, missing });
  expect(Object.fromEntries(explanation.heard.map((each) => [each.rule, each.because]))).toEqual(because);
  expect(explanation.facts).toEqual(
    read.map((name) => ({ name, meaning: `what ${name} means`, value: known[name] })),
  );
  expect(explanation.silent.map(({ rule: name }) => name)).toEqual(
    ['ask', 'closed', 'large', 'on-time'].filter((name) => !(name in because)),
  );
});

test('a rule that counted is told whole', async () => {
  expect((await explained({ ...calm, amount: 50 })).heard).toEqual([
    {
      rule: 'ask',
      decision: 'confirm',
      code: 'ask',
      why: 'because of ask',
      because: ['amount is more than 0; it is 50'],
    },
  ]);
});

test('a changed action that both a yes and a person were given to is carried out as changed', async () => {
  const recorded = { decision: 'modify' as const, reasons: [reason({ decision: 'modify', tell: '' })] };
  expect(await explained(calm, { recorded })).toMatchObject({
    summary: 'It is carried out, with what a rule has changed in it.',
    tell: [],
    missing: [],
    heard: [{ decision: 'modify', because: [] }],
  });
  const asked = { decision: 'modify' as const, reasons: [reason({})] };
  expect(await explained(calm, { recorded: asked })).toMatchObject({
    summary: 'It is carried out: what the rules ask for has been given.',
    heard: [{ because: ['the customer has said yes to exactly this'] }],
  });
});

test('what the customer is told is said once', async () => {
  const recorded = { decision: 'confirm' as const, reasons: [reason({}), reason({ rule: 'other' })] };
  expect((await explained(calm, { recorded })).tell).toEqual(['told']);
});

test('under other rules than those of its day, a rule that would count today says so', async () => {
  const recorded = { policy_version: 'older', rules: [], reasons: [], decision: 'allow' as const };
  const explanation = await explained({ ...calm, amount: 50 }, { recorded });
  expect(explanation).toMatchObject({
    current: false,
    silent: [{ rule: 'ask', kept_by: ['by what was recorded, today it would count'] }, {}, {}, {}],
  });
});

test('a silent rule over what nobody recorded cannot be answered', async () => {
  const explanation = await explained(calm, { recorded: { facts: {} } });
  expect(explanation.silent[0]?.kept_by).toEqual(['it cannot be answered: fact `amount` is not known']);
});

test.each<[Origin[], number]>([
  [['engine'], 0],
  [['engine', 'policy'], 4],
  [['policy'], 4],
  [[], 4],
])('reasons of %j leave %i rules to speak of', async (origins, spoken) => {
  const reasons = origins.map((origin) => reason({ origin, rule: 'engine-anything', decision: 'deny' }));
  const { silent } = await explained(calm, { recorded: { decision: 'deny', reasons, rules: [] } });
  expect(silent).toHaveLength(spoken);
});

test('of a tool that no rule is about nothing is silent', async () => {
  const { silent, facts: read } = await explained(calm, {
    recorded: { action: { name: 'look', arguments: {} } },
  });
  expect([silent, read]).toEqual([[], []]);
});
