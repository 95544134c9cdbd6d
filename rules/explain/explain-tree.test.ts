import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import { coverageOf, gapsOf } from '../cases/coverage.ts';
import { runCase, traceCase } from '../cases/run-case.ts';
import { assemblePolicy } from '../files/assemble-policy.ts';
import { evaluateRules } from '../judge/engine.ts';
import { type FactValues, isUnreadable, unreadable } from '../schemas/fact-values.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, LeafCondition, Rule } from '../schemas/rules-schema.ts';
import { causesOf, ifFlipped, leavesOf, traceCondition } from './explain-tree.ts';
import { actualInWords, conditionInWords, inWords, treeLines } from './explain-words.ts';

const named = (key: string): Fact => ({
  type: ['string', 'number', 'null'],
  meaning: 'for the test',
  source: { from: 'session', key },
});
const catalogue = new Map(['a', 'b', 'c'].map((name) => [name, named(name)]));
const is = (fact: string, value: LeafCondition['value'] = 1): LeafCondition => ({
  fact,
  operator: 'equal',
  value,
});
const values = (given: { readonly [name: string]: Json }): FactValues => new Map(Object.entries(given));
const rule = (name: string, condition: Condition): Rule => ({
  name,
  why: 'because the test says so',
  conditions: { all: [condition] },
  event: { type: 'deny', params: { code: 'denied', tell: 'no' } },
});
const policyOf = (...rules: readonly Rule[]) =>
  assemblePolicy(
    'test',
    [{ topic: 'topic', value: { appliesTo: { tools: ['pay'] }, default: 'allow', rules: [...rules] } }],
    {
      facts: catalogue,
      computed: {},
      tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]),
    },
  );

const CONDITIONS: readonly Condition[] = [
  { all: [is('a'), is('b')] },
  { any: [is('a'), is('b')] },
  { not: is('a') },
  { any: [{ all: [is('a'), is('b')] }, { not: { any: [is('b'), is('c')] } }] },
  { all: [is('a', { fact: 'b' }), { any: [is('c'), { not: is('b', 'text') }] }] },
];

describe('a traced condition', () => {
  const scalars: readonly (Json | undefined)[] = [1, 2, 'text', null, undefined];
  const worlds = scalars.flatMap((a) => scalars.flatMap((b) => scalars.map((c) => ({ a, b, c }))));

  test.each(CONDITIONS)('comes out as in the engine: %j', async (condition) => {
    const tool = policyOf(rule('r', condition)).tools.get('pay');
    if (!tool) throw new Error('no tool');
    for (const world of worlds) {
      const known = Object.entries(world).filter((entry): entry is [string, Json] => entry[1] !== undefined);
      const facts: FactValues = new Map(known);
      const [evaluation] = await evaluateRules(tool, catalogue, facts);
      const { outcome } = traceCondition({ all: [condition] }, facts, catalogue);
      expect(outcome, JSON.stringify(world)).toEqual(evaluation?.fires);
    }
  });

  test.each<[Condition, FactValues, readonly string[]]>([
    [{ all: [is('a'), is('b')] }, values({ a: 1, b: 2 }), ['b is 1']],
    [{ all: [is('a'), is('b')] }, values({ a: 1, b: 1 }), ['a is 1', 'b is 1']],
    [{ any: [is('a'), is('b')] }, values({ a: 1, b: 2 }), ['a is 1']],
    [{ any: [is('a'), is('b')] }, values({ a: 2, b: 2 }), ['a is 1', 'b is 1']],
    [{ not: { any: [is('a'), is('b')] } }, values({ a: 2, b: 1 }), ['b is not 1']],
    [
      { all: [is('a'), is('b')] },
      new Map<string, Json | ReturnType<typeof unreadable>>([
        ['a', 1],
        ['b', unreadable('fact_missing', 'gone')],
      ]),
      ['b is 1'],
    ],
  ])('%j names what made it so', (condition, facts, causes) => {
    const found = causesOf(traceCondition(condition, facts, catalogue));
    expect(found.map(({ leaf, negated }) => inWords(leaf, negated))).toEqual(causes);
  });

  test.each<[Condition, FactValues, readonly boolean[]]>([
    [{ all: [is('a'), is('b')] }, values({ a: 1, b: 2 }), [false, true]],
    [{ all: [is('a'), is('b')] }, values({ a: 2, b: 2 }), [false, false]],
    [{ any: [is('a'), is('b')] }, values({ a: 2, b: 2 }), [true, true]],
    [{ any: [is('a'), is('b')] }, values({ a: 1, b: 1 }), [false, false]],
    [{ not: { all: [is('a'), is('b')] } }, values({ a: 1, b: 1 }), [true, true]],
  ])('%j knows which comparison decides it', (condition, facts, decides) => {
    const trace = traceCondition(condition, facts, catalogue);
    expect(leavesOf(trace).map((leaf) => ifFlipped(trace, leaf) !== trace.outcome)).toEqual(decides);
  });

  test('is written with what each part met', () => {
    const condition: Condition = { all: [{ not: is('a', { fact: 'b' }) }, is('c')] };
    expect(treeLines(traceCondition(condition, values({ a: 1, b: 2 }), catalogue))).toEqual([
      '? all',
      '  ✓ not',
      '    ✗ a equal b (2) ← 1',
      '  ? c equal 1 ← fact `c` is not known',
    ]);
  });
});

test.each<[LeafCondition, string, string]>([
  [
    { fact: 'a', path: '$.b[0]', operator: 'notEqual', value: null },
    'a.b[0] is not nothing',
    'a.b[0] is nothing',
  ],
  [{ fact: 'a', operator: 'in', value: ['x', 'y'] }, 'a is one of "x", "y"', 'a is none of "x", "y"'],
  [{ fact: 'a', operator: 'notIn', value: [1] }, 'a is none of 1', 'a is one of 1'],
  [{ fact: 'a', operator: 'contains', value: true }, 'a contains yes', 'a does not contain yes'],
  [{ fact: 'a', operator: 'doesNotContain', value: 'x' }, 'a does not contain "x"', 'a contains "x"'],
  [{ fact: 'a', operator: 'lessThan', value: 3 }, 'a is less than 3', 'a is at least 3'],
  [{ fact: 'a', operator: 'lessThanInclusive', value: 3 }, 'a is at most 3', 'a is more than 3'],
  [{ fact: 'a', operator: 'greaterThan', value: 3 }, 'a is more than 3', 'a is at most 3'],
  [{ fact: 'a', operator: 'greaterThanInclusive', value: 3 }, 'a is at least 3', 'a is less than 3'],
])('%j is said in words, and so is its opposite', (condition, sentence, opposite) => {
  const trace = { kind: 'leaf', condition, actual: 1, wanted: 1, outcome: true } as const;
  const value = condition.value as Json;
  expect(conditionInWords(condition)).toBe(sentence);
  expect(inWords({ ...trace, wanted: value }, true)).toBe(opposite);
});

test('long values are cut, missing ones say why, and lists may be empty', () => {
  const long = 'x'.repeat(100);
  const [cut, ref, empty] = [is('a', long), is('a', { fact: 'b' }), { fact: 'a', operator: 'in', value: [] }];
  const traced = (condition: object, facts = {}) =>
    leavesOf(traceCondition(condition as Condition, values(facts), catalogue))[0] as never;
  expect(inWords(traced(cut))).toBe(`a is "${'x'.repeat(78)}…`);
  expect(inWords(traced(is('a', 'x'.repeat(78))))).toBe(`a is "${'x'.repeat(78)}"`);
  expect(inWords(traced(ref, { b: 2 }))).toBe('a is b (2)');
  expect(inWords(traced(ref))).toBe('a is b (fact `b` is not known)');
  expect(inWords(traced(empty))).toBe('a is one of an empty list');
  expect(actualInWords(traced(cut))).toBe('nothing can be compared: fact `a` is not known');
  expect(actualInWords(traced(cut, { a: 'y' }))).toBe('it is "y"');
});

describe('coverage', () => {
  const policy = policyOf(rule('both', { all: [is('a'), is('b')] }), rule('never', is('c')));
  const world = { policy, computed: {}, now: new Date(0) };
  const given = { session: {}, facts: {} };
  const caseOf = (facts: { readonly [name: string]: Json }) => ({
    name: 'a case',
    action: { name: 'pay', arguments: {} },
    session: {},
    facts: facts as { [name: string]: string | number },
    history: [],
    approved: false,
    expect: { decision: 'allow' as const, rules: [] },
  });

  test('counts who fired, who stayed silent, and which comparison decided', async () => {
    const worlds = [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ];
    const traced = await Promise.all(
      worlds.map((facts) => traceCase(given, caseOf({ ...facts, c: 2 }), world)),
    );
    const [both, never] = coverageOf(policy, traced);
    expect(both).toEqual({
      rule: 'both',
      topic: 'topic',
      fired: 1,
      silent: 2,
      leaves: [
        { condition: 'a is 1', decided: 1 },
        { condition: 'b is 1', decided: 2 },
      ],
    });
    expect(never && gapsOf(never)).toEqual(['no case makes it fire']);
  });

  test('counts no case in which a rule could not be decided', async () => {
    const each = caseOf({ a: 'text', b: 1, c: 1 });
    const traced = await traceCase(given, each, world);
    const [both] = coverageOf(policy, [traced]);
    expect(both).toMatchObject({ fired: 0, silent: 0, leaves: [{ decided: 0 }, { decided: 0 }] });
    expect(traced.judgement).toEqual(await runCase(given, each, world));
    expect(traced.passes()[0]?.map(({ trace }) => isUnreadable(trace.outcome))).toEqual([true, false]);
  });
});
