import { Engine } from 'json-rules-engine';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { assemblePolicy } from '../files/assemble-policy.ts';
import { type FactValues, unreadable } from '../schemas/fact-values.ts';
import type { Condition, Rule, RulesFile } from '../schemas/rules-schema.ts';
import { judge } from './judge.ts';

const now = new Date('2026-01-02T03:04:05Z');

const rule = (name: string, type: 'deny' | 'review' | 'confirm', condition: Condition): Rule => ({
  name,
  why: `because of ${name}`,
  conditions: { all: [condition] },
  event: { type, params: { code: name, tell: `told by ${name}` } },
});

/** One rule file for each tool that has rules; `others` are tools that no file is about. */
function policyOf(
  files: {
    readonly [tool: string]: { readonly rules: readonly Rule[]; readonly default: RulesFile['default'] };
  },
  others: { readonly [tool: string]: boolean } = {},
) {
  const topics = Object.entries(files).map(([tool, file]) => ({
    topic: tool,
    value: { appliesTo: { tools: [tool] }, default: file.default, rules: [...file.rules] },
  }));
  const effects = { ...Object.fromEntries(Object.keys(files).map((tool) => [tool, true])), ...others };
  const tools = Object.entries(effects).map(
    ([tool, has]) => [tool, { effects: has, shape: {}, required: [] }] as const,
  );
  return assemblePolicy('test', topics, { facts: new Map(), computed: {}, tools: new Map(tools) });
}

interface Given {
  readonly facts?: { readonly [name: string]: Json | ReturnType<typeof unreadable> };
  readonly args?: JsonObject;
  readonly confirmed?: boolean;
  readonly approved?: boolean;
  readonly default?: RulesFile['default'];
}

const judged = (
  rules: readonly Rule[],
  { facts = {}, args = {}, confirmed = false, approved = false, default: fallback = 'allow' }: Given = {},
) =>
  judge({
    action: { name: 'pay', arguments: args },
    confirmed,
    approved,
    now,
    policy: policyOf({ pay: { rules, default: fallback } }),
    facts: ({ action }): FactValues =>
      new Map<string, Json | ReturnType<typeof unreadable>>([
        ['args', action.arguments],
        ...Object.entries({ yes: true, ...facts }),
      ]),
  });

const always: Condition = { fact: 'yes', operator: 'equal', value: true };
const never: Condition = { fact: 'yes', operator: 'equal', value: false };
const deny = rule('no', 'deny', always);
const review = rule('look', 'review', always);
const confirm = rule('ask', 'confirm', always);
const lost: Condition = { fact: 'lost', operator: 'equal', value: 1 };

describe('the order of judging', () => {
  test.each([
    { rules: [], decision: 'allow' },
    { rules: [rule('x', 'deny', never)], decision: 'allow' },
    { rules: [confirm], decision: 'confirm' },
    { rules: [confirm, review], decision: 'review' },
    { rules: [confirm, review, deny], decision: 'deny' },
    { rules: [confirm], decision: 'allow', confirmed: true },
    { rules: [confirm], decision: 'confirm', approved: true },
    { rules: [review], decision: 'allow', approved: true },
    { rules: [review], decision: 'review', confirmed: true },
    { rules: [review, confirm], decision: 'confirm', approved: true },
    { rules: [review, confirm], decision: 'allow', approved: true, confirmed: true },
    { rules: [deny, confirm, review], decision: 'deny', approved: true, confirmed: true },
  ])(
    '$rules.length rules, confirmed $confirmed, approved $approved: $decision',
    async ({ rules, decision, ...given }) => {
      const verdict = await judged(rules, given);
      expect(verdict.decision).toBe(decision);
      expect(verdict.rules).toEqual(
        rules
          .filter(({ name }) => name !== 'x')
          .map(({ name }) => name)
          .sort(),
      );
    },
  );

  test('lists the deciding reasons first, and every rule that fired by name', async () => {
    const verdict = await judged([
      rule('b', 'confirm', always),
      rule('c', 'deny', always),
      rule('a', 'review', always),
      rule('d', 'deny', always),
    ]);
    expect(verdict.reasons.map(({ rule: name }) => name)).toEqual(['c', 'd', 'a', 'b']);
    expect(verdict).toMatchObject({
      rules: ['a', 'b', 'c', 'd'],
      now: '2026-01-02T03:04:05.000Z',
      facts: { yes: true },
    });
  });

  test('puts the deciding confirm before a review that was approved', async () => {
    const verdict = await judged([review, confirm], { approved: true });
    expect(verdict.reasons.map(({ decision }) => decision)).toEqual(['confirm', 'review']);
  });
});

describe('what no rule decides', () => {
  test.each(['allow', 'confirm', 'review', 'deny'] as const)(
    'default %s holds when no rule of the file fires',
    async (fallback) => {
      const verdict = await judged([rule('x', 'deny', never)], { default: fallback });
      expect(verdict.decision).toBe(fallback);
      expect(verdict.reasons.map(({ code, tell }) => [code, tell])).toEqual(
        {
          allow: [],
          confirm: [['default_confirm', 'I need your yes to exactly this first.']],
          review: [['default_review', expect.stringContaining('a colleague has to look')]],
          deny: [['default_deny', 'I am not able to do that.']],
        }[fallback],
      );
    },
  );
  test('a default gives way to a rule of its file that fires', async () => {
    expect((await judged([confirm], { default: 'deny' })).decision).toBe('confirm');
  });
  test.each([
    { tool: 'peek', effects: false, decision: 'allow' },
    { tool: 'poke', effects: true, decision: 'review' },
    { tool: 'unheard', effects: undefined, decision: 'review' },
    { tool: 'constructor', effects: undefined, decision: 'review' },
  ])('`$tool`, which no file is about, is $decision', async ({ tool, effects, decision }) => {
    const policy = policyOf({}, effects === undefined ? {} : { [tool]: effects });
    const verdict = await judge({
      action: { name: tool, arguments: {} },
      confirmed: true,
      approved: false,
      now,
      policy,
      facts: () => new Map(),
    });
    expect(verdict.decision).toBe(decision);
    const why = effects ? 'no rule file is about this tool' : `the policy knows no tool \`${tool}\``;
    const code = effects ? 'not_covered' : 'tool_unknown';
    expect(verdict.reasons).toEqual(
      decision === 'allow'
        ? []
        : [expect.objectContaining({ rule: 'engine:tool', code, detail: expect.stringContaining(why) })],
    );
  });
  test('every file about a tool has its own default, which rules of another do not replace', async () => {
    const value = (rules: Rule[], fallback: RulesFile['default']) => ({
      appliesTo: { tools: ['pay'] },
      default: fallback,
      rules,
    });
    const policy = assemblePolicy(
      'test',
      [
        { topic: 'loud', value: value([confirm], 'deny') },
        { topic: 'quiet', value: value([rule('x', 'deny', never)], 'review') },
      ],
      {
        facts: new Map(),
        computed: {},
        tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]),
      },
    );
    const verdict = await judge({
      action: { name: 'pay', arguments: {} },
      confirmed: false,
      approved: false,
      now,
      policy,
      facts: () => new Map([['yes', true]]),
    });
    expect(verdict).toMatchObject({
      decision: 'review',
      rules: ['ask', 'default:quiet'],
      codes: ['default_review', 'ask'],
    });
  });
});

describe('what cannot be decided', () => {
  const gone: Given = { facts: { lost: unreadable('fact_missing', 'the shop does not answer') } };
  test.each<{ why: string; conditions: Condition; given?: Given; code: string }>([
    { why: 'a fact is missing', conditions: lost, code: 'fact_missing' },
    { why: 'a fact could not be read', conditions: lost, given: gone, code: 'fact_missing' },
    { why: 'a missing fact is negated', conditions: { not: lost }, code: 'fact_missing' },
    {
      why: 'a missing fact is compared with notEqual',
      conditions: { fact: 'lost', operator: 'notEqual', value: 1 },
      code: 'fact_missing',
    },
    {
      why: 'a missing fact stands beside a false one',
      conditions: { all: [never, lost] },
      code: 'fact_missing',
    },
    {
      why: 'a missing fact stands beside a true one',
      conditions: { any: [always, lost] },
      code: 'fact_missing',
    },
    {
      why: 'the other side is missing',
      conditions: { fact: 'yes', operator: 'equal', value: { fact: 'lost' } },
      code: 'fact_missing',
    },
    {
      why: 'an operator is unknown',
      conditions: { fact: 'yes', operator: 'is' as 'equal', value: true },
      code: 'operator_unknown',
    },
    {
      why: 'an operator is the name of something inherited',
      conditions: { fact: 'yes', operator: 'constructor' as 'equal', value: true },
      code: 'operator_unknown',
    },
    {
      why: 'an operator is decorated',
      conditions: { fact: 'yes', operator: 'not:greaterThan' as 'equal', value: 1 },
      code: 'operator_unknown',
    },
    { why: 'there is nothing to test in `any`', conditions: { any: [] }, code: 'rule_failed' },
    {
      why: 'there is nothing to test in `all`',
      conditions: { all: [always, { all: [] }] },
      code: 'rule_failed',
    },
    {
      why: 'text is compared by size',
      conditions: { fact: 'sum', operator: 'greaterThan', value: 100 },
      given: { facts: { sum: '1,500' } },
      code: 'fact_ill_typed',
    },
    {
      why: 'text that looks like a number is compared by size',
      conditions: { fact: 'sum', operator: 'greaterThan', value: 1 },
      given: { facts: { sum: '5' } },
      code: 'fact_ill_typed',
    },
    {
      why: 'a number is compared with text',
      conditions: { fact: 'sum', operator: 'equal', value: '5' },
      given: { facts: { sum: 5 } },
      code: 'fact_ill_typed',
    },
    {
      why: 'true is compared with a number',
      conditions: { fact: 'yes', operator: 'notEqual', value: 1 },
      code: 'fact_ill_typed',
    },
    {
      why: 'a list is compared with text',
      conditions: { fact: 'sum', operator: 'equal', value: 'a' },
      given: { facts: { sum: ['a'] } },
      code: 'fact_ill_typed',
    },
    {
      why: 'a number is looked for among texts',
      conditions: { fact: 'sum', operator: 'notIn', value: ['5'] },
      given: { facts: { sum: 5 } },
      code: 'fact_ill_typed',
    },
    {
      why: 'something is looked for in text',
      conditions: { fact: 'sum', operator: 'doesNotContain', value: 'a' },
      given: { facts: { sum: 'abc' } },
      code: 'fact_ill_typed',
    },
    {
      why: 'null is compared by size',
      conditions: { fact: 'sum', operator: 'lessThan', value: 1 },
      given: { facts: { sum: null } },
      code: 'fact_ill_typed',
    },
    {
      why: 'a path leads into text',
      conditions: { fact: 'sum', path: '$.length', operator: 'equal', value: 3 },
      given: { facts: { sum: 'abc' } },
      code: 'fact_ill_typed',
    },
    {
      why: 'a path leads to what is inherited',
      conditions: { fact: 'sum', path: '$.constructor', operator: 'notEqual', value: 'x' },
      given: { facts: { sum: {} } },
      code: 'property_missing',
    },
    {
      why: 'a property is not there',
      conditions: { fact: 'sum', path: '$.a.b', operator: 'notEqual', value: 'x' },
      given: { facts: { sum: { a: {} } } },
      code: 'property_missing',
    },
    {
      why: 'a record does not exist',
      conditions: { fact: 'sum', path: '$.a', operator: 'notEqual', value: 'x' },
      given: { facts: { sum: { exists: false } } },
      code: 'record_absent',
    },
    {
      why: 'a condition tests no fact',
      conditions: { operator: 'equal', value: 1 } as never,
      code: 'rule_failed',
    },
  ])('is for a person when $why', async ({ conditions, given = {}, code }) => {
    const verdict = await judged([rule('a', 'deny', conditions), rule('b', 'confirm', never)], given);
    expect(verdict).toMatchObject({ decision: 'review', codes: [code], rules: ['a'] });
  });

  test.each<[Condition, string]>([
    [{ any: [] }, 'an empty `all` or `any` tests nothing'],
    [{ operator: 'equal' } as never, 'neither a fact nor'],
    [{ fact: 'yes', operator: 'is' as 'equal', value: 1 }, 'there is no operator `is`'],
  ])('says of %j why', async (conditions, why) => {
    const verdict = await judged([rule('a', 'deny', conditions)]);
    expect(verdict.reasons[0]?.detail).toContain(why);
  });

  test('is for a person when facts fail while they are looked up', async () => {
    const policy = policyOf({ pay: { rules: [deny], default: 'allow' } });
    const broken = new Map();
    broken.get = () => {
      throw new Error('torn');
    };
    const verdict = await judge({
      action: { name: 'pay', arguments: {} },
      confirmed: true,
      approved: false,
      now,
      policy,
      facts: () => broken,
    });
    expect(verdict).toMatchObject({
      decision: 'review',
      rules: ['no'],
      codes: ['rule_failed'],
      reasons: [{ detail: expect.stringContaining('torn') }],
    });
  });

  test('hides no denial and no other review', async () => {
    const verdict = await judged([
      rule('a', 'deny', lost),
      deny,
      rule('c', 'deny', { fact: 'yes', operator: 'is' as 'equal', value: 1 }),
    ]);
    expect(verdict).toMatchObject({
      decision: 'deny',
      rules: ['a', 'c', 'no'],
      codes: ['no', 'fact_missing', 'operator_unknown'],
    });
  });

  test('is not mentioned for a record that does not exist where a rule denies that', async () => {
    const absent = { facts: { order: { exists: false } } };
    const verdict = await judged(
      [
        rule('gone', 'deny', { fact: 'order', path: '$.exists', operator: 'equal', value: false }),
        rule('state', 'deny', { fact: 'order', path: '$.status', operator: 'notEqual', value: 'pending' }),
      ],
      absent,
    );
    expect(verdict).toMatchObject({ decision: 'deny', rules: ['gone'], codes: ['gone'] });
  });

  test.each<{ conditions: Condition; decision: string }>([
    {
      conditions: { all: [never, { fact: 'card', path: '$.balance', operator: 'lessThan', value: 5 }] },
      decision: 'allow',
    },
    {
      conditions: { any: [always, { fact: 'card', path: '$.balance', operator: 'lessThan', value: 5 }] },
      decision: 'deny',
    },
    {
      conditions: { all: [always, { fact: 'card', path: '$.balance', operator: 'lessThan', value: 5 }] },
      decision: 'review',
    },
    {
      conditions: { not: { fact: 'card', path: '$.balance', operator: 'lessThan', value: 5 } },
      decision: 'review',
    },
    { conditions: { fact: 'card', path: '$.exists', operator: 'equal', value: true }, decision: 'deny' },
  ])(
    'a property that is not there leaves only its own comparison open: $decision',
    async ({ conditions, decision }) => {
      expect(
        (await judged([rule('a', 'deny', conditions)], { facts: { card: { kind: 'debit' } } })).decision,
      ).toBe(decision);
    },
  );

  test.each<{ fact: Json; operator: string; value: Json; fires: boolean }>([
    { fact: null, operator: 'equal', value: 'x', fires: false },
    { fact: null, operator: 'equal', value: null, fires: true },
    { fact: null, operator: 'notEqual', value: 'x', fires: true },
    { fact: null, operator: 'in', value: ['x'], fires: false },
    { fact: 'x', operator: 'in', value: ['x'], fires: true },
    { fact: 'x', operator: 'notIn', value: ['x'], fires: false },
    { fact: ['x'], operator: 'contains', value: 'x', fires: true },
    { fact: [], operator: 'doesNotContain', value: 'x', fires: true },
    { fact: 1, operator: 'lessThan', value: 1, fires: false },
    { fact: 1, operator: 'lessThanInclusive', value: 1, fires: true },
    { fact: 1, operator: 'greaterThan', value: 1, fires: false },
    { fact: 1, operator: 'greaterThanInclusive', value: 1, fires: true },
    { fact: 1e308, operator: 'greaterThan', value: -1e308, fires: true },
  ])('$fact $operator $value is $fires', async ({ fact, operator, value, fires }) => {
    const condition = { fact: 'it', operator, value } as Condition;
    expect((await judged([rule('a', 'deny', condition)], { facts: { it: fact } })).decision).toBe(
      fires ? 'deny' : 'allow',
    );
  });
});

describe('modify', () => {
  const set = (name: string, changes: { [argument: string]: Json }, when: Condition = always): Rule => ({
    ...rule(name, 'deny', when),
    event: { type: 'modify', params: { code: name, tell: 'I changed it.', set: changes as never } },
  });
  const big: Condition = { fact: 'args', path: '$.amount', operator: 'greaterThan', value: 10 };

  test('changes the action and judges the result', async () => {
    const verdict = await judged([set('cap', { amount: 10 }, big), rule('too-big', 'deny', big)], {
      args: { amount: 50, to: 'x' },
    });
    expect(verdict).toMatchObject({
      decision: 'modify',
      action: { name: 'pay', arguments: { amount: 10, to: 'x' } },
      rules: ['cap'],
    });
  });
  test('keeps the arguments as proposed, and why they were changed', async () => {
    const rules = [set('cap', { amount: 10 }, big), set('to-x', { to: 'x' })];
    const verdict = await judged(rules, { args: { amount: 50, to: 'x' } });
    expect(verdict.rules).toEqual(['cap', 'to-x']);
    expect(verdict.modified).toMatchObject({ from: { amount: 50, to: 'x' }, reasons: [{ rule: 'cap' }] });
    expect(verdict.modified?.reasons).toHaveLength(1);
    expect(await judged(rules, { args: { amount: 5, to: 'x' } })).not.toHaveProperty('modified');
  });
  test('takes a value from a fact', async () => {
    const verdict = await judged([set('real', { amount: { fact: 'order', path: '$.total' } })], {
      args: { amount: 1 },
      facts: { order: { total: 7 } },
    });
    expect(verdict).toMatchObject({ decision: 'modify', action: { arguments: { amount: 7 } } });
  });
  test('that sets what is already there changes nothing', async () => {
    expect(await judged([set('cap', { amount: 10 })], { args: { amount: 10 } })).toMatchObject({
      decision: 'allow',
      rules: ['cap'],
    });
  });
  test('makes a yes and an approval void: they were for something else', async () => {
    const given = { args: { amount: 50 }, confirmed: true, approved: true };
    expect((await judged([set('cap', { amount: 10 }, big), confirm], given)).decision).toBe('confirm');
    expect((await judged([set('cap', { amount: 10 }, big), review], given)).decision).toBe('review');
  });
  test.each([
    {
      why: 'two rules disagree',
      rules: [set('a', { amount: 1 }), set('b', { amount: 2 })],
      code: 'modify_conflict',
    },
    {
      why: 'the value cannot be read',
      rules: [set('a', { amount: { fact: 'lost' } })],
      code: 'fact_missing',
    },
    {
      why: 'the result would be changed again',
      rules: [
        set('a', { amount: 10 }, big),
        set('b', { amount: 20 }, { fact: 'args', path: '$.amount', operator: 'equal', value: 10 }),
      ],
      code: 'modify_unsettled',
    },
  ])('is for a person when $why', async ({ rules, code }) => {
    const verdict = await judged(rules, { args: { amount: 50 } });
    expect(verdict.decision).toBe('review');
    expect(verdict.codes).toContain(code);
    if (code === 'modify_unsettled') expect(verdict.rules).toContain('engine:modify');
    const why = verdict.reasons.find((reason) => reason.code === code)?.detail;
    expect(why).toContain(
      {
        modify_conflict: '`a` and `b` set `amount` to different values',
        modify_unsettled: 'would be changed again',
        fact_missing: 'not decidable',
      }[code],
    );
    expect(verdict.action.arguments['amount']).toBe(code === 'modify_unsettled' ? 10 : 50);
  });
  test('lets two rules set two arguments', async () => {
    const rules = [set('a', { amount: 1 }), set('b', { note: 'x' })];
    expect(await judged(rules, { args: { amount: 2 } })).toMatchObject({
      decision: 'modify',
      action: { arguments: { amount: 1, note: 'x' } },
    });
  });
  test('lets two rules agree', async () => {
    expect(
      await judged([set('a', { amount: 1 }), set('b', { amount: 1 })], { args: { amount: 2 } }),
    ).toMatchObject({ decision: 'modify', rules: ['a', 'b'] });
  });
  test('does not save an action that is denied', async () => {
    expect(
      (await judged([set('a', { amount: 1 }), deny, set('b', { amount: 2 })], { args: { amount: 3 } }))
        .decision,
    ).toBe('deny');
  });
});

describe('runs side by side', () => {
  const runs = async (one: () => Promise<unknown>) => {
    const results: unknown[] = [];
    for (let depth = 0; depth < 60; depth++) {
      let later: Promise<unknown> = Promise.resolve();
      for (let step = 0; step < depth; step++) later = later.then(() => {});
      results.push(...(await Promise.all([one(), later.then(one)])));
    }
    return results;
  };

  test('of one shared engine lose rules without a word, which is why we do not share', async () => {
    const engine = new Engine([
      {
        name: 'no',
        conditions: { all: [{ fact: 'x', operator: 'equal', value: 1 }] },
        event: { type: 'deny' },
      },
    ]);
    const fired = await runs(async () => (await engine.run({ x: 1 })).results.length);
    expect(fired).toContain(0);
  });
  test('all deny', async () => {
    const policy = policyOf({ pay: { rules: [deny], default: 'allow' } });
    const decisions = await runs(
      async () =>
        (
          await judge({
            action: { name: 'pay', arguments: {} },
            confirmed: false,
            approved: false,
            now,
            policy,
            facts: () => new Map([['yes', true]]),
          })
        ).decision,
    );
    expect(new Set(decisions)).toEqual(new Set(['deny']));
  });
});
