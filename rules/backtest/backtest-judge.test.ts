import { describe, expect, test } from 'vitest';
import type { JudgeRequest } from '../../core/ports/judge.ts';
import type { ComputedFact } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { refusedByEngine, type Verdict } from '../../core/verdict.ts';
import { assemblePolicy } from '../files/assemble-policy.ts';
import { policyJudge } from '../judge/policy-judge.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, Rule } from '../schemas/rules-schema.ts';
import { judgeAgain } from './backtest-judge.ts';
import { stakeOf } from './backtest-stake.ts';

const fact = (type: Fact['type'], source: Fact['source']): Fact => ({
  type,
  meaning: 'for the test',
  source,
});
const facts: { readonly [name: string]: Fact } = {
  order_id: fact('string', { from: 'arguments', path: '$.order_id' }),
  note: fact('string', { from: 'arguments', path: '$.note' }),
  reason: fact('string', { from: 'session', key: 'reason' }),
  complaint: fact('string', { from: 'session', key: 'complaint' }),
  nickname: fact(['string', 'null'], { from: 'session', key: 'nickname' }),
  confirmed: fact('boolean', { from: 'session', key: 'user_confirmed' }),
  payments: fact('integer', { from: 'history', tool: 'pay' }),
  refunds_today: fact('integer', { from: 'window', tools: ['pay'], hours: 24 }),
  order: fact('object', { from: 'record', tool: 'get_order', with: { id: { fact: 'order_id' } } }),
  owner: fact('object', { from: 'record', tool: 'get_user', with: { id: { fact: 'order', path: '$.by' } } }),
  total: fact('integer', { from: 'computed' }),
  tier: fact('string', { from: 'computed' }),
};
const computed: { readonly [name: string]: ComputedFact } = {
  total: { needs: ['order'], compute: ({ order }) => (order as { readonly cents: number }).cents },
  tier: { needs: ['owner'], compute: ({ owner }) => (owner as { readonly tier: string }).tier },
};

const is = (name: string, value: Json, path?: string): Condition => ({
  fact: name,
  operator: 'equal',
  value: value as string,
  ...(path === undefined ? {} : { path }),
});
const rule = (type: 'deny' | 'review' | 'confirm', ...all: Condition[]): Rule => ({
  name: `${type}-it`,
  why: 'for the test only',
  conditions: { all },
  event: { type, params: { code: type, tell: type } },
});
const moves = (...all: Condition[]): Rule => ({
  ...rule('deny', ...all),
  name: 'move-it',
  event: { type: 'modify', params: { code: 'moved', tell: 'moved', set: { order_id: 'o2' } } },
});

const policyOf = (rules: readonly Rule[]) => {
  const value = { appliesTo: { tools: ['pay'] }, default: 'allow' as const, rules: [...rules] };
  return assemblePolicy('test', [{ topic: 'pay', value }], {
    facts: new Map(Object.entries(facts)),
    computed,
    tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]),
  });
};

const RECORDS: { readonly [tool: string]: JsonObject } = {
  get_order: { o1: { by: 'ann', cents: 500 } },
  get_user: { ann: { tier: 'gold' } },
};

/** A verdict as the product records it. */
const judged = (rules: readonly Rule[], request: Partial<JudgeRequest> = {}): Promise<Verdict> => {
  const policy = policyOf(rules);
  return policyJudge({
    policy: () => policy,
    read: async (tool, { id }) => RECORDS[tool]?.[String(id)] ?? Promise.reject(new Error('down')),
    computed,
    timeoutMs: 50,
  }).judge({
    action: { name: 'pay', arguments: { order_id: 'o1', note: 'hello' } },
    session: { reason: 'late', user_confirmed: false },
    history: [{ name: 'pay', arguments: {} }],
    approved: false,
    now: new Date(0),
    signal: new AbortController().signal,
    ...request,
  });
};

const recordedAs = (verdict: Verdict) =>
  ({
    agent: 'test',
    thread_id: 't',
    turn_id: 'u',
    action_id: 'a',
    intent: null,
    status: 'allowed',
    at: '',
    verdict,
  }) as const;
const again = (verdict: Verdict, rules: readonly Rule[]) =>
  judgeAgain(recordedAs(verdict), { policy: policyOf(rules), computed });

const onOrder = rule('deny', is('order', 'bob', '$.by'));

describe('a recorded action judged again', () => {
  test.each<{ what: string; rules: readonly Rule[]; request?: Partial<JudgeRequest> }>([
    { what: 'was allowed', rules: [onOrder] },
    { what: 'was denied', rules: [rule('deny', is('order', 'ann', '$.by'))] },
    { what: 'was denied by what is computed', rules: [rule('deny', is('tier', 'gold'))] },
    { what: 'waits for a yes', rules: [rule('confirm', is('confirmed', false))] },
    {
      what: 'got its yes',
      rules: [rule('confirm', is('reason', 'late'))],
      request: { session: { reason: 'late', user_confirmed: true } },
    },
    { what: 'was approved', rules: [rule('review', is('reason', 'late'))], request: { approved: true } },
    {
      what: 'could not be decided, because a record could not be read',
      rules: [rule('deny', is('order', 'bob', '$.by')), rule('confirm', is('total', 7))],
      request: { action: { name: 'pay', arguments: { order_id: 'gone' } } },
    },
    { what: 'could not be decided, because nobody had said', rules: [rule('deny', is('complaint', 'x'))] },
    {
      what: 'was changed by a rule',
      rules: [moves(is('order_id', 'o1')), rule('confirm', is('confirmed', false))],
    },
    { what: 'was counted', rules: [rule('deny', is('payments', 1))] },
    { what: 'was counted over a window', rules: [rule('deny', is('refunds_today', 0))] },
  ])('has the same verdict under the same rules when it $what', async ({ rules, request }) => {
    const verdict = await judged(rules, request);
    expect(await again(JSON.parse(JSON.stringify(verdict)), rules)).toMatchObject({ to: verdict.decision });
  });

  test.each<{
    what: string;
    before: readonly Rule[];
    now: readonly Rule[];
    to: string;
    rules: readonly string[];
  }>([
    {
      what: 'an argument',
      before: [],
      now: [rule('deny', is('note', 'hello'))],
      to: 'deny',
      rules: ['deny-it'],
    },
    {
      what: 'the session',
      before: [],
      now: [rule('review', is('reason', 'late'))],
      to: 'review',
      rules: ['review-it'],
    },
    {
      what: 'what nobody said, where that is null',
      before: [],
      now: [rule('deny', is('nickname', null))],
      to: 'deny',
      rules: ['deny-it'],
    },
    {
      what: 'what had run',
      before: [],
      now: [rule('deny', is('payments', 1))],
      to: 'deny',
      rules: ['deny-it'],
    },
    {
      what: 'what is computed from a record',
      before: [onOrder],
      now: [rule('confirm', is('total', 500))],
      to: 'confirm',
      rules: ['confirm-it'],
    },
    {
      what: 'nothing any more',
      before: [rule('review', is('reason', 'late'))],
      now: [],
      to: 'allow',
      rules: ['review-it'],
    },
  ])('is judged by a new rule about $what', async ({ before, now, to, rules }) => {
    expect(await again(await judged(before), now)).toMatchObject({ to, rules, unrecorded: [] });
  });
});

describe('what was never recorded', () => {
  const unread = rule('deny', is('owner', 'gold', '$.tier'));
  test.each<{ what: string; before: readonly Rule[]; now: readonly Rule[]; fact: string }>([
    { what: 'a record', before: [], now: [unread], fact: 'owner' },
    {
      what: 'the records that a fact is computed from',
      before: [],
      now: [rule('deny', is('tier', 'gold'))],
      fact: 'owner',
    },
    {
      what: 'what the customer was never asked',
      before: [],
      now: [rule('deny', is('complaint', 'x'))],
      fact: 'complaint',
    },
    { what: 'a window', before: [], now: [rule('deny', is('refunds_today', 9))], fact: 'refunds_today' },
    {
      what: 'a record, although a person would look anyway',
      before: [],
      now: [unread, rule('review', is('reason', 'late'))],
      fact: 'owner',
    },
    {
      what: 'a record of what a rule changes the action to',
      before: [onOrder],
      now: [onOrder, moves(is('order_id', 'o1'))],
      fact: 'order',
    },
    {
      what: 'what would have changed a denied action',
      before: [],
      now: [moves(is('owner', 'gold', '$.tier')), rule('deny', is('order_id', 'o1'))],
      fact: 'owner',
    },
  ])('leaves unknown what rests on $what', async ({ before, now, fact: name }) => {
    const rejudgement = await again(await judged(before), now);
    expect(rejudgement.to).toBe('unknown');
    expect(rejudgement.unrecorded).toContain(name);
  });

  test('is unknown also when a person had approved', async () => {
    expect(await again(await judged([], { approved: true }), [unread])).toMatchObject({ to: 'unknown' });
  });
  test('takes nothing from a denial by what is known', async () => {
    const now = [unread, { ...rule('deny', is('reason', 'late')), name: 'late' }];
    expect(await again(await judged([]), now)).toMatchObject({ to: 'deny', rules: ['late'] });
  });
  test('does not matter where another condition of the rule fails', async () => {
    const now = [rule('deny', is('reason', 'early'), is('owner', 'gold', '$.tier'))];
    expect(await again(await judged([]), now)).toMatchObject({ to: 'allow', unrecorded: [] });
  });
});

describe('a verdict recorded without what it rested on', () => {
  const old = async (rules: readonly Rule[], request: Partial<JudgeRequest>) => {
    const { basis: _, ...verdict } = await judged(rules, request);
    return verdict;
  };
  const both = [rule('confirm', is('reason', 'late')), rule('review', is('reason', 'late'))];
  test.each([
    { approved: true, user_confirmed: true, decision: 'allow' },
    { approved: true, user_confirmed: false, decision: 'confirm' },
    { approved: false, user_confirmed: true, decision: 'review' },
  ])(
    'shows by its reasons that it was approved $approved',
    async ({ approved, user_confirmed, decision }) => {
      const verdict = await old(both, { approved, session: { reason: 'late', user_confirmed } });
      expect(await again(verdict, both)).toMatchObject({ from: decision, to: decision });
    },
  );
  test.each(['payments', 'nickname'])('leaves unknown what rests on `%s`', async (name) => {
    const verdict = await old([], {});
    expect(await again(verdict, [rule('deny', is(name, null))])).toMatchObject({ to: 'unknown' });
  });
});

test('a verdict by rules is the policy’s, whatever a rule is called', async () => {
  const late = is('reason', 'late');
  const verdict = await judged([{ ...rule('deny', late), name: 'engine-anything' }]);
  expect(verdict.reasons).toMatchObject([{ origin: 'policy', rule: 'engine-anything' }]);
  expect(refusedByEngine(verdict)).toBe(false);
  const weakened = await again(verdict, [{ ...rule('confirm', late), name: 'engine-anything' }]);
  expect(weakened).toMatchObject({ from: 'deny', to: 'confirm', rules: ['engine-anything'] });
});

describe('what was at stake', () => {
  const worth = async (stake: { fact: string; path?: string; unit: 'dollars' | 'cents' }, tools = ['pay']) =>
    stakeOf(recordedAs(await judged([onOrder])), [{ tools, ...stake }], {
      policy: policyOf([onOrder]),
      computed,
    });
  test.each([
    {
      what: 'a place in a record, in dollars',
      stake: { fact: 'order', path: '$.cents', unit: 'dollars' },
      cents: 50_000,
    },
    { what: 'a fact computed now, in cents', stake: { fact: 'total', unit: 'cents' }, cents: 500 },
    { what: 'not recorded', stake: { fact: 'owner', path: '$.debt', unit: 'dollars' }, cents: null },
    { what: 'no number', stake: { fact: 'order', path: '$.by', unit: 'dollars' }, cents: null },
  ] as const)('is $what', async ({ stake, cents }) => {
    expect(await worth(stake)).toBe(cents);
  });
  test('is nothing for another tool', async () => {
    expect(await worth({ fact: 'total', unit: 'cents' }, ['get_order'])).toBeNull();
  });
});

describe('what makes the difference', () => {
  const called = (name: string, type: 'deny' | 'review' | 'confirm', ...all: Condition[]): Rule => ({
    ...rule(type, ...all),
    name,
  });
  const late = is('reason', 'late');

  test.each<{ before: readonly Rule[]; now: readonly Rule[]; to: string; rules: readonly string[] }>([
    {
      before: [called('gone', 'deny', late), called('kept', 'confirm', late)],
      now: [
        called('kept', 'confirm', late),
        called('come', 'review', late),
        called('beside', 'confirm', late),
      ],
      to: 'review',
      rules: ['come', 'gone'],
    },
    {
      before: [called('gone', 'review', late), called('kept', 'confirm', late)],
      now: [called('kept', 'confirm', late)],
      to: 'confirm',
      rules: ['gone'],
    },
    {
      before: [called('same', 'deny', late)],
      now: [called('same', 'review', late)],
      to: 'review',
      rules: ['same'],
    },
    {
      before: [called('b', 'deny', late), called('a', 'deny', late)],
      now: [],
      to: 'allow',
      rules: ['a', 'b'],
    },
  ])('is $rules where $to comes of it', async ({ before, now, to, rules }) => {
    expect(await again(await judged(before), now)).toMatchObject({ to, rules });
  });
});

describe('consent of a record that does not say what was given', () => {
  const late = is('reason', 'late');
  const withoutBasis = async (rules: readonly Rule[], request: Partial<JudgeRequest> = {}) => {
    const { basis: _, ...verdict } = await judged(rules, request);
    return { ...verdict, facts: { ...verdict.facts, reason: 'late' } };
  };
  const yes = { session: { reason: 'late', user_confirmed: true } };

  test.each<[string, readonly Rule[], Partial<JudgeRequest>, readonly Rule[], string]>([
    [
      'a denial says nothing of a yes',
      [rule('deny', late), rule('confirm', late)],
      {},
      [rule('confirm', late)],
      'confirm',
    ],
    [
      'a review says nothing of a yes',
      [rule('review', late), rule('confirm', late)],
      {},
      [rule('confirm', late)],
      'confirm',
    ],
    ['an approval is no yes', [rule('review', late)], { approved: true }, [rule('confirm', late)], 'confirm'],
    ['a yes is no approval', [rule('confirm', late)], yes, [rule('review', late)], 'review'],
    ['what did not stop it was given', [rule('confirm', late)], yes, [rule('confirm', late)], 'allow'],
  ])('%s', async (_what, before, request, now, to) => {
    expect((await again(await withoutBasis(before, request), now)).to).toBe(to);
  });

  test('one that says so is believed', async () => {
    const verdict = await judged([], { approved: true, ...yes });
    expect((await again(verdict, [rule('review', late), rule('confirm', late)])).to).toBe('allow');
  });
});

test('an action that its tool refused to show is judged by what the rules said of it', async () => {
  const ask = rule('confirm', is('confirmed', false));
  const { reasons, ...asked } = await judged([ask]);
  const refused = {
    origin: 'engine',
    rule: 'tool',
    decision: 'deny',
    code: 'not_done',
    tell: 't',
    detail: 'd',
  } as const;
  const verdict: Verdict = { ...asked, decision: 'deny', reasons: [refused, ...reasons] };
  expect(refusedByEngine(verdict)).toBe(false);
  expect(await again(verdict, [ask])).toMatchObject({ from: 'confirm', to: 'confirm', same: true });
  expect(await again(verdict, [])).toMatchObject({ from: 'confirm', to: 'allow', rules: ['confirm-it'] });
});

describe('an action that a rule changed is judged as it was proposed', () => {
  const noted = (text: string, ...all: Condition[]): Rule => ({
    ...rule('deny', ...all),
    name: 'note-it',
    event: { type: 'modify', params: { code: 'noted', tell: 'noted', set: { note: text } } },
  });
  const hello = is('note', 'hello');
  const ask = rule('confirm', is('confirmed', false));
  /** Changed, shown, and allowed after a yes to what it was changed to. */
  const agreed = async (): Promise<Verdict> => {
    const shown = await judged([noted('bye', hello), ask]);
    const allowed = await judged([noted('bye', hello), ask], {
      action: shown.action,
      session: { reason: 'late', user_confirmed: true },
    });
    const { modified } = shown;
    if (!modified) throw new Error('it was not changed');
    return { ...allowed, reasons: [...allowed.reasons, ...modified.reasons], modified };
  };

  test.each<[string, readonly Rule[], object]>([
    ['the same rules', [noted('bye', hello), ask], { to: 'modify', same: true }],
    ['rules that change it to something else', [noted('later', hello), ask], { to: 'confirm', same: false }],
    [
      'rules that change it to something else unasked',
      [noted('later', hello)],
      { to: 'modify', same: false },
    ],
    ['rules that leave it as it was', [ask], { to: 'confirm', same: false }],
    ['rules that leave it as it was unasked', [], { to: 'allow', same: false, rules: ['note-it'] }],
    [
      'rules that deny what it becomes',
      [noted('bye', hello), rule('deny', is('note', 'bye'))],
      { to: 'deny' },
    ],
    ['rules that deny what it was', [rule('deny', hello)], { to: 'deny', same: false }],
  ])('under %s, and the yes counts for nothing else', async (_what, rules, expected) => {
    const verdict = JSON.parse(JSON.stringify(await agreed()));
    expect(verdict).toMatchObject({ decision: 'allow', action: { arguments: { note: 'bye' } } });
    expect(await again(verdict, rules)).toMatchObject({ from: 'modify', ...expected });
  });
});
