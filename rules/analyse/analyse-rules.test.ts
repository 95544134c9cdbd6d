import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../core/values/json.ts';
import { evaluateRules } from '../judge/engine.ts';
import type { FactValues } from '../schemas/fact-values.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, Rule, RulesFile } from '../schemas/rules-schema.ts';
import { analyseRules } from './analyse-rules.ts';

const fact = (type: Fact['type'], more: Partial<Fact> = {}): Fact => ({
  type,
  meaning: 'what the test needs',
  source: { from: 'computed' },
  ...more,
});
const FACTS = new Map<string, Fact>([
  ['count', fact('integer')],
  ['amount', fact('number')],
  ['limit', fact('number')],
  ['status', fact('string', { enum: ['open', 'paid'] })],
  ['who', fact(['string', 'null'])],
  ['asked', fact('boolean')],
  ['tags', fact('array')],
  ['runs', fact('integer', { source: { from: 'history', tool: 'pay' } })],
  ['order', fact('object', { properties: { status: { type: 'string' }, total: { type: 'number' } } })],
]);

const leaf = (text: string, value: Json | { readonly fact: string }): Condition => {
  const [place = '', operator = ''] = text.split(' ');
  const [name = '', ...path] = place.split('.');
  const where = path.length === 0 ? {} : { path: `$.${path.join('.')}` };
  return { fact: name, ...where, operator, value } as Condition;
};
const rule = (name: string, type: Rule['event']['type'], conditions: Condition): Rule =>
  ({
    name,
    why: 'because the test says so',
    conditions,
    event: { type, params: { code: 'x', tell: 'x', ...(type === 'modify' ? { set: {} } : {}) } },
  }) as Rule;
const file = (rules: readonly Rule[], tools = ['pay']): RulesFile => ({
  appliesTo: { tools },
  default: 'allow',
  rules: [...rules],
});
const found = (...files: readonly RulesFile[]) =>
  analyseRules(files, FACTS).map(([index, { code, path }]) => `${index} ${String(path[1])} ${code}`);

describe('a rule that can never fire', () => {
  test.each<[string, Condition]>([
    ['two values at once', { all: [leaf('status equal', 'open'), leaf('status equal', 'paid')] }],
    ['an empty range', { all: [leaf('amount greaterThan', 5), leaf('amount lessThan', 5)] }],
    ['a range without whole numbers', { all: [leaf('count greaterThan', 4), leaf('count lessThan', 5)] }],
    ['fewer runs than none', { all: [leaf('runs lessThan', 0)] }],
    ['a value in two lists', { all: [leaf('who in', ['a', 'b']), leaf('who in', ['c'])] }],
    [
      'a list with and without an entry',
      { all: [leaf('tags contains', 'x'), leaf('tags doesNotContain', 'x')] },
    ],
    ['not what is always so', { not: { any: [leaf('asked equal', true), leaf('asked equal', false)] } }],
    [
      'less and more than another fact',
      { all: [leaf('amount lessThan', { fact: 'limit' }), leaf('limit lessThan', { fact: 'amount' })] },
    ],
    ['other than itself', { all: [leaf('who notEqual', { fact: 'who' })] }],
    [
      'the inside of what does not exist',
      { all: [leaf('order.exists equal', false), leaf('order.status equal', 'open')] },
    ],
    [
      'a deep contradiction',
      { any: [{ all: [leaf('asked equal', true), { not: { any: [leaf('asked equal', true)] } }] }] },
    ],
  ])('%s', (_why, conditions) => {
    expect(found(file([rule('a', 'deny', conditions)]))).toEqual(['0 0 POLICY_NEVER_FIRES']);
  });
});

describe('a rule that always fires', () => {
  const always: Condition = { any: [leaf('amount greaterThan', 5), leaf('amount lessThanInclusive', 5)] };
  test.each<[string, Condition]>([
    ['every number', always],
    ['every whole number', { any: [leaf('count greaterThan', 4), leaf('count lessThan', 5)] }],
    [
      'one of two values is not it',
      { any: [leaf('status notEqual', 'open'), leaf('status notEqual', 'paid')] },
    ],
    ['null or not', { any: [leaf('who equal', null), leaf('who notEqual', null)] }],
    ['no fewer runs than none', { all: [leaf('runs greaterThanInclusive', 0)] }],
    ['there or not', { any: [leaf('order.exists equal', true), leaf('order.exists equal', false)] }],
  ])('%s', (_why, conditions) => {
    expect(found(file([rule('a', 'review', conditions)]))).toEqual(['0 0 POLICY_ALWAYS_FIRES']);
  });

  test('may ask for a yes each time', () => {
    expect(found(file([rule('a', 'confirm', always)]))).toEqual([]);
  });

  test('shadows nothing besides: it is told of once', () => {
    expect(
      found(file([rule('a', 'deny', always), rule('b', 'review', { all: [leaf('asked equal', true)] })])),
    ).toEqual(['0 0 POLICY_ALWAYS_FIRES']);
  });
});

describe('a rule that another one shadows', () => {
  const above = (amount: number): Condition => ({ all: [leaf('amount greaterThan', amount)] });
  test.each<[string, Rule['event']['type'], Condition, Rule['event']['type'], Condition]>([
    ['a larger range', 'review', above(100), 'deny', above(50)],
    ['the same range', 'confirm', above(50), 'deny', above(50)],
    [
      'fewer demands',
      'review',
      { all: [leaf('asked equal', false), ...[above(1)]] },
      'deny',
      { all: [leaf('asked equal', false)] },
    ],
    [
      'what does not exist',
      'review',
      { all: [leaf('order.exists equal', false)] },
      'deny',
      { any: [leaf('order.exists equal', false), leaf('order.status equal', 'paid')] },
    ],
  ])('%s', (_why, weaker, condition, stronger, other) => {
    const rules = [rule('weak', weaker, condition), rule('strong', stronger, other)];
    expect(found(file(rules))).toEqual(['0 0 POLICY_SHADOWED']);
    expect(found(file(rules.slice(0, 1)), file(rules.slice(1), ['pay', 'refund']))).toEqual([
      '0 0 POLICY_SHADOWED',
    ]);
    expect(found(file(rules.slice(0, 1), ['pay', 'refund']), file(rules.slice(1)))).toEqual([]);
  });

  test.each<[string, Rule['event']['type'], Condition, Rule['event']['type'], Condition]>([
    ['a smaller range', 'review', above(50), 'deny', above(100)],
    ['a yes that an approval does not give', 'confirm', above(100), 'review', above(50)],
    ['an equal decision, in other words', 'deny', above(100), 'deny', above(50)],
    ['a change, which comes first', 'modify', above(100), 'deny', above(50)],
    [
      'a value that may be missing',
      'review',
      { all: [leaf('order.exists equal', true)] },
      'deny',
      { any: [leaf('order.status equal', 'paid'), leaf('order.status notEqual', 'paid')] },
    ],
  ])('is not shadowed by %s', (_why, weaker, condition, stronger, other) => {
    const problems = found(file([rule('weak', weaker, condition), rule('strong', stronger, other)]));
    expect(problems.filter((problem) => problem.endsWith('SHADOWED'))).toEqual([]);
  });
});

test.each<[string, Condition]>([
  ['a value outside an enum, which a record may have', { all: [leaf('status notIn', ['open', 'paid'])] }],
  ['a fraction between whole numbers', { all: [leaf('amount greaterThan', 4), leaf('amount lessThan', 5)] }],
  [
    'one case too many to try',
    { all: Array.from({ length: 40 }, (_, index) => leaf('tags contains', `t${index}`)) },
  ],
])('%s is not complained about', (_why, conditions) => {
  expect(found(file([rule('a', 'deny', conditions)]))).toEqual([]);
});

describe('what is said holds in the engine', () => {
  const CHECKS = [
    ...['equal', 'notEqual', 'lessThan', 'greaterThanInclusive'].flatMap((operator) =>
      ['count', 'amount', 'order.total'].flatMap((place) => [
        ...[1, 2].map((value) => leaf(`${place} ${operator}`, value)),
        leaf(`${place} ${operator}`, { fact: 'limit' }),
      ]),
    ),
    ...['in', 'notIn'].map((operator) => leaf(`who ${operator}`, ['a', 'b'])),
    ...['equal', 'notEqual'].flatMap((operator) =>
      ['a', null].map((value) => leaf(`who ${operator}`, value)),
    ),
    ...['contains', 'doesNotContain'].map((operator) => leaf(`tags ${operator}`, 'a')),
    leaf('tags contains', { fact: 'who' }),
    ...[true, false].flatMap((value) => [leaf('asked equal', value), leaf('order.exists equal', value)]),
  ];
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constantFrom(...CHECKS),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
      fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
      tie('condition').map((not): Condition => ({ not })),
    ),
  }));
  const values: fc.Arbitrary<FactValues> = fc
    .record<{ [name: string]: Json }>({
      count: fc.integer({ min: -1, max: 3 }),
      amount: fc.constantFrom(0, 1, 1.5, 2, 3),
      limit: fc.constantFrom(0, 1, 1.5, 2, 3),
      who: fc.constantFrom('a', 'b', 'c', null),
      tags: fc.constantFrom<Json[]>([], ['a'], ['b', 'c']),
      asked: fc.boolean(),
      order: fc.constantFrom<Json[]>({ exists: false }, { status: 'paid' }, { total: 1 }, { total: 2.5 }),
    })
    .map((facts) => new Map(Object.entries(facts)));

  const firing = async (rules: readonly Rule[], facts: FactValues) => {
    const about = rules.map((each) => ({ ...each, topic: 'any' }));
    const evaluations = await evaluateRules(
      { effects: true, topics: [], facts: [], rules: about },
      FACTS,
      facts,
    );
    return evaluations.map(({ fires }) => (typeof fires === 'boolean' ? fires : undefined));
  };
  /** By claim of the analysis: the firing of the two rules that would refute it. */
  const REFUTED: { readonly [problem: string]: (weak?: boolean, strong?: boolean) => boolean } = {
    '0 0 POLICY_NEVER_FIRES': (weak) => weak === true,
    '0 1 POLICY_NEVER_FIRES': (_, strong) => strong === true,
    '0 0 POLICY_ALWAYS_FIRES': (weak) => weak === false,
    '0 1 POLICY_ALWAYS_FIRES': (_, strong) => strong === false,
    '0 0 POLICY_SHADOWED': (weak, strong) => weak === true && strong === false,
  };

  test('of any two rules, in any situation', async () => {
    const seen = new Set<string>();
    const about = fc.tuple(condition, condition, fc.array(values, { minLength: 30, maxLength: 30 }));
    await fc.assert(
      fc.asyncProperty(about, async ([one, other, situations]) => {
        const rules = [rule('weak', 'review', { all: [one] }), rule('strong', 'deny', { all: [other] })];
        const problems = found(file(rules));
        for (const problem of problems) seen.add(problem);
        const outcomes = await Promise.all(situations.map((facts) => firing(rules, facts)));
        expect(problems.filter((said) => outcomes.some((fires) => REFUTED[said]?.(...fires)))).toEqual([]);
      }),
      { numRuns: 400, seed: 7 },
    );
    expect([...seen].sort()).toEqual(Object.keys(REFUTED).sort());
  }, 30_000);
});
