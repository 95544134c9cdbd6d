import { expect, test } from 'vitest';
import { assemblePolicy } from '../files/assemble-policy.ts';
import { casesAbout, type PlacedCase } from '../mutate/mutate-run.ts';
import type { Case } from '../schemas/cases-schema.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, Rule } from '../schemas/rules-schema.ts';
import { coverageOf, gapsOf } from './coverage.ts';
import { asExpected, runCase, traceCase } from './run-case.ts';

const fact = (source: Fact['source'], type: Fact['type'] = 'object'): Fact => ({
  type,
  meaning: 'm',
  source,
});
const facts = new Map<string, Fact>([
  ['status', fact({ from: 'session', key: 'status' }, 'string')],
  ['yes', fact({ from: 'session', key: 'user_confirmed' }, 'boolean')],
  ['id', fact({ from: 'arguments', path: '$.id' }, 'string')],
  ['order', fact({ from: 'record', tool: 'get', with: { id: { fact: 'id' } } })],
]);
const rule = (name: string, conditions: Condition, type: 'deny' | 'confirm' = 'deny'): Rule => ({
  name,
  why: 'w',
  conditions: { all: [conditions] },
  event: { type, params: { code: name, tell: 't' } },
});
const is = (name: string, value: unknown, path?: string) =>
  ({ fact: name, operator: 'equal', value, ...(path ? { path } : {}) }) as Condition;
const world = (
  files: { readonly [topic: string]: readonly Rule[] },
  tools: { readonly [topic: string]: string } = {},
) => ({
  policy: assemblePolicy(
    'test',
    Object.entries(files).map(([topic, rules]) => ({
      topic,
      value: { appliesTo: { tools: [tools[topic] ?? 'pay'] }, default: 'allow' as const, rules: [...rules] },
    })),
    {
      facts,
      computed: {},
      tools: new Map(
        ['pay', 'send'].map((name) => [name, { effects: true, shape: {}, required: [] }] as const),
      ),
    },
  ),
  computed: {},
  now: new Date(0),
});
const caseOf = (changes: object = {}): Case =>
  ({
    name: 'n',
    action: { name: 'pay', arguments: { id: 'a' } },
    session: {},
    facts: {},
    history: [],
    approved: false,
    expect: { decision: 'allow', rules: [] },
    ...changes,
  }) as Case;
const NOTHING = { session: {}, facts: {} };

test('a yes that the case gives counts, and nothing else is one', async () => {
  const ask = world({ t: [rule('ask', is('status', 'open'), 'confirm')] });
  const said = (user_confirmed: unknown) =>
    runCase({ session: { status: 'open' }, facts: {} }, caseOf({ session: { user_confirmed } }), ask);
  expect((await said(true)).decision).toBe('allow');
  expect((await said(false)).decision).toBe('confirm');
  expect((await said('true')).decision).toBe('confirm');
});

test('a record that the case does not give is missing, and says so', async () => {
  const judgement = await runCase(NOTHING, caseOf(), world({ t: [rule('a', is('order', 1, '$.total'))] }));
  expect(judgement).toMatchObject({ decision: 'review', codes: ['fact_missing'] });
  expect(judgement.reasons[0]?.detail).toContain('the case does not give it');
});

test('a case changes single places of what its file gives, and adds what is not there', async () => {
  const given = { session: {}, facts: { order: { owner: { name: 'Mia', tier: 'gold' } } } };
  const { facts: seen } = await runCase(
    given,
    caseOf({ facts: { 'order.owner.name': 'Noah', 'order.card.last4': '4417' } }),
    world({ t: [rule('a', is('order', 1, '$.total'))] }),
  );
  expect(seen['order']).toEqual({ owner: { name: 'Noah', tier: 'gold' }, card: { last4: '4417' } });
});

test('a case of a tool that the policy does not know is for a person, and traces nothing', async () => {
  const strange = caseOf({ action: { name: 'unheard', arguments: {} } });
  const { judgement, passes } = await traceCase(NOTHING, strange, world({ t: [] }));
  expect(judgement.decision).toBe('review');
  expect(passes()).toEqual([]);
});

test.each([
  ['deny', ['b', 'a'], true],
  ['deny', ['a'], false],
  ['allow', ['a', 'b'], false],
])('%s by %j is as expected: %s', (decision, rules, as) => {
  const judgement = { decision: 'deny', rules: ['a', 'b'] } as never;
  expect(asExpected(caseOf({ expect: { decision, rules } }), judgement)).toBe(as);
});

test.each([
  [['Not yours.'], true],
  [['Too late.', 'Not yours.'], false],
  [[], false],
])('a case that expects %j to be told is as expected: %s', (tell, as) => {
  const reason = { origin: 'policy', decision: 'deny', code: 'c', detail: 'd' };
  const reasons = [
    { ...reason, rule: 'late', tell: 'Too late.' },
    { ...reason, rule: 'own', tell: 'Not yours.', about: 'identity' },
  ];
  const judgement = { decision: 'deny', rules: ['late', 'own'], reasons } as never;
  const expected = { decision: 'deny', rules: ['late', 'own'], tell };
  expect(asExpected(caseOf({ expect: expected }), judgement)).toBe(as);
});

test('coverage is listed by topic, then by rule, and names every gap', async () => {
  const files = {
    z: [rule('b', is('status', 'open')), rule('a', is('status', 'open'))],
    y: [rule('c', is('status', 'shut'))],
    x: [rule('d', is('status', 'open'))],
  };
  const tested = world(files);
  const traced = await traceCase(NOTHING, caseOf({ session: { status: 'open' } }), tested);
  const covered = coverageOf(tested.policy, [traced]);
  expect(covered.map(({ topic, rule: name }) => `${topic} ${name}`)).toEqual(['x d', 'y c', 'z a', 'z b']);
  expect(covered.map(gapsOf)).toEqual([
    ['no case leaves it silent'],
    ['no case makes it fire'],
    ['no case leaves it silent'],
    ['no case leaves it silent'],
  ]);
  expect(coverageOf(tested.policy, []).map(gapsOf)[0]).toEqual([
    'no case makes it fire',
    'no case leaves it silent',
    'no case depends on `status is "open"`',
  ]);
});

test('the cases about a topic are those of its tools, its own first', () => {
  const { policy } = world({ pays: [], sends: [] }, { pays: 'pay', sends: 'send' });
  const placed = (topic: string, name: string, tool = 'pay') =>
    ({ topic, given: NOTHING, value: caseOf({ name, action: { name: tool, arguments: {} } }) }) as PlacedCase;
  const cases = [
    placed('other', '1'),
    placed('pays', '2'),
    placed('sends', '3', 'send'),
    placed('pays', '4'),
    placed('pays', '5', 'unheard'),
  ];
  expect(casesAbout('pays', cases, policy).map(({ value }) => value.name)).toEqual(['2', '4', '1']);
});

test.each([
  [{ amount: 10, to: 'x' }, true],
  [{ to: 'x', amount: 10 }, true],
  [{ amount: 50, to: 'x' }, false],
  [{ amount: 10 }, false],
])('a case that expects the arguments %j is as expected: %s', (args, as) => {
  const action = { name: 'pay', arguments: { amount: 10, to: 'x' } };
  const judgement = { decision: 'modify', rules: ['cap'], reasons: [], action } as never;
  const expected = { decision: 'modify', rules: ['cap'], arguments: args };
  expect(asExpected(caseOf({ expect: expected }), judgement)).toBe(as);
});
