import { describe, expect, test } from 'vitest';
import { assemblePolicy } from '../files/assemble-policy.ts';
import { CasesFile } from '../schemas/cases-schema.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { RulesFile } from '../schemas/rules-schema.ts';
import { type Mutant, mutantsOf, policyWith } from './mutate.ts';
import { proposeCase } from './mutate-propose.ts';
import { casesAbout, firstRed, type PlacedCase, survivorsOf } from './mutate-run.ts';

const FACTS: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  ['amount', { type: 'number', meaning: 'How much it is.', source: { from: 'arguments', path: '$.amount' } }],
  ['limit', { type: 'number', meaning: 'How much it may be.', source: { from: 'computed' } }],
  ['tags', { type: 'array', meaning: 'What it is called.', source: { from: 'computed' } }],
  [
    'said',
    { type: ['string', 'null'], meaning: 'What they said.', source: { from: 'session', key: 'said' } },
  ],
  [
    'order',
    {
      type: 'object',
      meaning: 'The order it is about.',
      source: { from: 'record', tool: 'get', with: {} },
      properties: {
        status: { type: 'string', enum: ['open', 'shut'] },
        paid: { type: 'array', items: { type: 'number' } },
      },
    },
  ],
]);

const leaf = (fact: string, operator: string, value: unknown, path?: string) => ({
  fact,
  operator,
  value,
  ...(path === undefined ? {} : { path }),
});

function rulesFile(conditions: unknown, { type = 'deny', fallback = 'allow', tools = ['pay'] } = {}) {
  return RulesFile.parse({
    appliesTo: { tools },
    default: fallback,
    rules: [
      {
        name: 'the-rule',
        why: 'Because it is so.',
        conditions,
        event: { type, params: { code: 'no', tell: 'No.', ...(type === 'modify' ? { set: {} } : {}) } },
      },
    ],
  });
}

const changes = (value: RulesFile) => mutantsOf({ topic: 'topic', value }, FACTS).map(({ words }) => words);

describe('the mistakes that can be made in a condition', () => {
  test.each([
    [leaf('amount', 'greaterThan', 5), ['greaterThanInclusive', 'lessThanInclusive', '4', '6']],
    [leaf('amount', 'greaterThanInclusive', 0.5), ['greaterThan', 'lessThan', '0.4', '0.6']],
    [leaf('amount', 'lessThan', 10.05), ['lessThanInclusive', 'greaterThanInclusive', '10.04', '10.06']],
    [leaf('amount', 'lessThanInclusive', { fact: 'limit' }), ['lessThan', 'greaterThan']],
    [leaf('order', 'equal', 'open', '$.status'), ['notEqual', '"shut"']],
    [leaf('said', 'notEqual', 'yes'), ['equal', '"yes (other)"']],
    [leaf('said', 'equal', null), ['notEqual']],
    [leaf('said', 'in', ['a', 'b']), ['notIn', '"a"', '"b"']],
    [leaf('said', 'notIn', ['a']), ['in', '"a"']],
    [leaf('tags', 'contains', 'x'), ['doesNotContain', '"x (other)"']],
    [leaf('tags', 'doesNotContain', 'x'), ['contains', '"x (other)"']],
  ])('%j', (condition, expected) => {
    const found = changes(rulesFile({ all: [condition] })).filter(
      (words) => words.includes('becomes') || words.includes('off the list'),
    );
    const inside = found.filter((words) => !words.startsWith('`deny`'));
    expect(inside.map((words) => /`([^`]*)`(?: is taken.*)?$/.exec(words)?.[1])).toEqual(expected);
  });

  test('a group is swapped and negated, and loses each of its conditions', () => {
    const pair = [
      leaf('amount', 'equal', 5),
      { any: [leaf('said', 'equal', null), leaf('said', 'equal', 'x')] },
    ];
    expect(changes(rulesFile({ all: pair }))).toEqual(
      expect.arrayContaining([
        '`all` becomes `any`',
        '`all` is negated',
        '`any` becomes `all`',
        '`any` is negated',
        'the condition `amount equal 5` is dropped',
        'the condition `any` is dropped',
        'the condition `said equal null` is dropped',
      ]),
    );
  });

  test('a group of one is left whole', () => {
    const words = changes(rulesFile({ any: [leaf('said', 'equal', null)] }));
    expect(words.filter((each) => /any|dropped|negated/.test(each))).toEqual([]);
  });

  test('a `not` is taken away, and what is left is still a rule', () => {
    for (const inner of [leaf('said', 'equal', null), { all: [leaf('said', 'equal', null)] }]) {
      const mutants = mutantsOf({ topic: 'topic', value: rulesFile({ not: inner }) }, FACTS);
      const bare = mutants.find(({ words }) => words === '`not` is taken away');
      expect(bare?.file.rules[0]?.conditions).toEqual({ all: [leaf('said', 'equal', null)] });
    }
  });
});

test.each([
  ['deny', ['review', 'confirm']],
  ['review', ['confirm']],
  ['confirm', []],
  ['modify', []],
])('a rule that says %s is weakened to %j and taken out', (type, softer) => {
  const words = changes(rulesFile({ all: [leaf('said', 'equal', null)] }, { type }));
  expect(words.filter((each) => each.startsWith(`\`${type}\``))).toEqual(
    softer.map((other) => `\`${type}\` becomes \`${other}\``),
  );
  expect(words).toContain('the rule is taken out');
});

test('a file forgets each of its tools, and its default is weakened', () => {
  const value = rulesFile(
    { all: [leaf('said', 'equal', null)] },
    { fallback: 'review', tools: ['pay', 'send'] },
  );
  expect(changes(value).slice(0, 4)).toEqual([
    'the file is no longer about `pay`',
    'the file is no longer about `send`',
    '`review` becomes `confirm`',
    '`review` becomes `allow`',
  ]);
});

test('every mutant is a file that the schema takes, and none is the original', () => {
  const value = rulesFile(
    {
      any: [
        { not: { all: [leaf('amount', 'lessThan', 3), leaf('said', 'in', ['a'])] } },
        leaf('said', 'equal', 'b'),
      ],
    },
    { fallback: 'deny', tools: ['pay', 'send'] },
  );
  const mutants = mutantsOf({ topic: 'topic', value }, FACTS);
  const texts = mutants.map(({ file }) => JSON.stringify(file));
  expect(texts).not.toContain(JSON.stringify(value));
  expect(new Set(texts).size).toBe(mutants.length);
  for (const { file } of mutants.filter(({ file: { appliesTo } }) => appliesTo.tools.length > 0))
    expect(RulesFile.safeParse(file).success).toBe(true);
});

const NOW = new Date('2024-05-15T15:00:00Z');
const COMPUTED = { limit: { needs: [], compute: () => 7 }, tags: { needs: [], compute: () => ['x'] } };

function world(value: RulesFile) {
  const shape = { effects: true, shape: {}, required: [] };
  const tools = new Map([
    ['pay', shape],
    ['send', shape],
    ['get', { ...shape, effects: false }],
  ]);
  const context = { facts: FACTS, computed: COMPUTED, tools };
  return { policy: assemblePolicy('a', [{ topic: 'topic', value }], context), computed: COMPUTED, now: NOW };
}

function placedCases(cases: readonly unknown[], facts = {}): readonly PlacedCase[] {
  const file = CasesFile.parse({ given: { facts }, cases });
  return file.cases.map((value) => ({ topic: 'topic', given: file.given, value }));
}

const pays = (amount: number, decision: 'allow' | 'deny') => ({
  name: `paying ${amount}`,
  action: { name: 'pay', arguments: { amount } },
  expect: { decision, rules: decision === 'deny' ? ['the-rule'] : [] },
});

async function collected(...given: Parameters<typeof survivorsOf>): Promise<readonly Mutant[]> {
  const survivors: Mutant[] = [];
  for await (const mutant of survivorsOf(...given)) survivors.push(mutant);
  return survivors;
}

test('a mistaken file takes the place of its own topic and no other', () => {
  const [mine, other] = [
    rulesFile({ all: [leaf('amount', 'greaterThan', 5)] }),
    rulesFile({ all: [leaf('said', 'equal', 'x')] }, { fallback: 'confirm', tools: ['pay', 'send'] }),
  ];
  const shape = { effects: true, shape: {}, required: [] };
  const context = {
    facts: FACTS,
    computed: COMPUTED,
    tools: new Map([
      ['pay', shape],
      ['send', shape],
    ]),
  };
  const files = [
    { topic: 'topic', value: mine },
    { topic: 'other', value: other },
  ];
  const policy = assemblePolicy('a', files, context);
  const told = ({ tools }: typeof policy) =>
    [...tools].map(([name, { topics, rules }]) => [
      name,
      topics.map(({ topic, default: fallback }) => `${topic} ${fallback}`),
      rules.map(({ topic, conditions }) => `${topic} ${JSON.stringify(conditions).includes('said')}`),
    ]);
  const review = { ...mine, default: 'review' as const };
  expect(told(policyWith(policy, { topic: 'topic', file: review }))).toEqual([
    ['pay', ['other confirm', 'topic review'], ['other true', 'topic false']],
    ['send', ['other confirm'], ['other true']],
  ]);
  const elsewhere = { ...mine, appliesTo: { tools: ['send'] } };
  expect(told(policyWith(policy, { topic: 'topic', file: elsewhere }))).toEqual([
    ['pay', ['other confirm'], ['other true']],
    ['send', ['other confirm'], ['other true']],
  ]);
});

describe('mutants against cases', () => {
  const value = rulesFile({ all: [leaf('amount', 'greaterThan', 5)] });
  const mutants = mutantsOf({ topic: 'topic', value }, FACTS);

  test('cases on both sides of a boundary and at it leave only what nothing can tell', async () => {
    const cases = placedCases([pays(5, 'allow'), pays(6, 'deny')]);
    const progress: number[] = [];
    const survivors = await collected(mutants, cases, world(value), (done) => void progress.push(done));
    expect(survivors).toEqual([]);
    expect(progress).toEqual(mutants.map((_, index) => index + 1));
  });

  test('a case that is missing is proposed, and kills the survivor', async () => {
    const cases = placedCases([pays(4, 'allow'), pays(9, 'deny')]);
    const survivors = await collected(mutants, cases, world(value));
    expect(survivors.map(({ words }) => words)).toEqual([
      '`greaterThan` becomes `greaterThanInclusive`',
      '`5` becomes `4`',
      '`5` becomes `6`',
    ]);
    for (const mutant of survivors) {
      const proposal = await proposeCase(mutant, cases, world(value));
      const more = placedCases([proposal?.case]);
      expect(await firstRed(more, world(value))).toBeUndefined();
      expect(
        await firstRed(more, { ...world(value), policy: policyWith(world(value).policy, mutant) }),
      ).toBeDefined();
    }
  });

  test('a file without a mistake in the place of itself turns nothing red', async () => {
    const same = policyWith(world(value).policy, { topic: 'topic', file: value });
    const cases = placedCases([pays(5, 'allow'), pays(6, 'deny')]);
    expect(await firstRed(cases, { ...world(value), policy: same })).toBeUndefined();
  });

  test('only cases about the tools of the file are run', () => {
    const send = { ...pays(1, 'allow'), action: { name: 'send', arguments: {} } };
    expect(casesAbout('topic', placedCases([send, pays(5, 'allow')]), world(value).policy)).toHaveLength(1);
  });

  test('a file that forgets its tool leaves the action to a person, and a case notices', async () => {
    const forgets = mutants.filter(({ words }) => words.includes('no longer about'));
    expect(await collected(forgets, placedCases([pays(5, 'allow')]), world(value))).toEqual([]);
  });
});

test.each([
  ['inside a list of a record', leaf('order', 'greaterThanInclusive', 100, '$.paid[0]')],
  ['of the session', leaf('said', 'equal', 'stop')],
  ['beside another fact', leaf('amount', 'greaterThan', { fact: 'limit' })],
  ['of a record', leaf('order', 'equal', 'shut', '$.status')],
  ['whether a record is there', leaf('order', 'equal', false, '$.exists')],
  ['in a list', leaf('tags', 'doesNotContain', 'x')],
])('a value %s is nudged until the rule tells', async (_, condition) => {
  const value = rulesFile({ all: [condition] });
  const cases = placedCases([pays(1, 'allow')], { order: { status: 'open', paid: [1] } });
  const removed = mutantsOf({ topic: 'topic', value }, FACTS).find(({ words }) =>
    words.includes('taken out'),
  );
  if (removed === undefined) throw new Error('no mutant takes the rule out');
  const proposal = await proposeCase(removed, cases, world(value));
  expect(proposal?.case.expect).toEqual({ decision: 'deny', rules: ['the-rule'] });
  expect(
    await firstRed(placedCases([proposal?.case], { order: { status: 'open', paid: [1] } }), world(value)),
  ).toBeUndefined();
});

describe('a proposed case', () => {
  const value = rulesFile({ all: [leaf('amount', 'greaterThan', 5)] });
  const boundary = mutantsOf({ topic: 'topic', value }, FACTS).filter(({ words }) =>
    words.includes('Inclusive`'),
  );
  const proposed = (cases: readonly unknown[], facts = {}) =>
    proposeCase(boundary[0] as Mutant, placedCases(cases, facts), world(value));

  test('is written as an author writes it: without what is empty', async () => {
    expect(await proposed([pays(4, 'allow'), pays(9, 'deny')])).toEqual({
      topic: 'topic',
      case: {
        name: 'allow when amount is 5',
        action: { name: 'pay', arguments: { amount: 5 } },
        expect: { decision: 'allow', rules: [] },
      },
    });
  });

  test('keeps what the case near it gives', async () => {
    const near = {
      ...pays(4, 'allow'),
      session: { said: 'x' },
      facts: { 'order.status': 'open' },
      history: [{ name: 'get', arguments: {} }],
      approved: true,
    };
    const proposal = await proposed([near], { order: { status: 'shut' } });
    expect(proposal?.case).toMatchObject({
      session: { said: 'x' },
      facts: { 'order.status': 'open' },
      history: [{ name: 'get' }],
      approved: true,
    });
  });

  test('is made from a case that is allowed, where there is one', async () => {
    const denied = { ...pays(9, 'deny'), session: { said: 'no' } };
    const allowed = { ...pays(4, 'allow'), session: { said: 'yes' } };
    expect((await proposed([denied, allowed]))?.case.session).toEqual({ said: 'yes' });
    expect((await proposed([denied]))?.case.session).toEqual({ said: 'no' });
  });

  test('is none where the author forgot to say what the rule reads', async () => {
    const bare = rulesFile({
      all: [leaf('order', 'equal', 'open', '$.status'), leaf('amount', 'greaterThan', 5)],
    });
    const [mutant] = mutantsOf({ topic: 'topic', value: bare }, FACTS).filter(({ words }) =>
      words.includes('Inclusive`'),
    );
    const cases = placedCases([{ ...pays(4, 'allow'), expect: { decision: 'review', rules: ['the-rule'] } }]);
    expect(mutant && (await proposeCase(mutant, cases, world(bare)))).toBeUndefined();
  });

  test('looks at the mistaken rule, and at all of the file where the file is mistaken', async () => {
    const two = rulesFile({ all: [leaf('amount', 'greaterThan', 5)] }, { fallback: 'confirm' });
    const [weaker] = mutantsOf({ topic: 'topic', value: two }, FACTS).filter(({ rule }) => rule === null);
    const cases = placedCases([pays(9, 'deny')]);
    expect(weaker && (await proposeCase(weaker, cases, world(two)))?.case).toMatchObject({
      name: 'confirm when amount is 5',
      expect: { decision: 'confirm', rules: ['default:topic'] },
    });
  });
});

test('two facts are nudged where one is not enough', async () => {
  const value = rulesFile({ all: [leaf('amount', 'equal', 5), leaf('said', 'equal', 'stop')] });
  const [removed] = mutantsOf({ topic: 'topic', value }, FACTS).filter(({ words }) =>
    words.includes('taken out'),
  );
  const proposal = removed && (await proposeCase(removed, placedCases([pays(1, 'allow')]), world(value)));
  expect(proposal?.case).toMatchObject({
    name: 'deny when amount is 5 and said is "stop"',
    action: { arguments: { amount: 5 } },
    session: { said: 'stop' },
  });
});

test('where another rule says the same and stronger, no case is made up', async () => {
  const value = rulesFile({ all: [leaf('amount', 'greaterThan', 5)] });
  const stronger = { ...value, rules: [...value.rules, { ...value.rules[0], name: 'also' }] } as RulesFile;
  const weakened = mutantsOf({ topic: 'topic', value: stronger }, FACTS).find(
    ({ rule, words }) => rule === 'the-rule' && words === '`deny` becomes `review`',
  );
  if (weakened === undefined) throw new Error('no mutant weakens the rule');
  expect(await proposeCase(weakened, placedCases([pays(1, 'allow')]), world(stronger))).toBeUndefined();
});
