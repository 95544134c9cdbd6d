import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { JudgeRequest } from '../../core/ports/judge.ts';
import type { ComputedFact } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { assemblePolicy } from '../files/assemble-policy.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Condition, Rule } from '../schemas/rules-schema.ts';
import { policyJudge } from './policy-judge.ts';

const fact = (type: Fact['type'], source: Fact['source']): Fact => ({
  type,
  meaning: 'for the test',
  source,
});
const facts: { readonly [name: string]: Fact } = {
  order_id: fact('string', { from: 'arguments', path: '$.order_id' }),
  customer: fact(['string', 'null'], { from: 'session', key: 'customer_id' }),
  reason: fact('string', { from: 'session', key: 'reason' }),
  confirmed: fact('boolean', { from: 'session', key: 'user_confirmed' }),
  recent: fact('integer', { from: 'window', tools: ['pay', 'refund'], hours: 24 }),
  paid: fact('number', { from: 'window', tools: ['pay'], hours: 1.5, sum: { path: '$.amounts[0]' } }),
  refunded: fact('number', {
    from: 'window',
    tools: ['pay'],
    hours: 24,
    sum: { fact: 'order', path: '$.total' },
  }),
  payments: fact('integer', { from: 'history', tool: 'pay' }),
  order: fact('object', { from: 'record', tool: 'get_order', with: { id: { fact: 'order_id' } } }),
  owner: fact('object', {
    from: 'record',
    tool: 'get_user',
    with: { id: { fact: 'order', path: '$.user_id' } },
  }),
  lines: fact('array', {
    from: 'record',
    tool: 'get_item',
    with: { id: { fact: 'order', path: '$.items', each: true } },
  }),
  total: fact('integer', { from: 'computed' }),
  double: fact('integer', { from: 'computed' }),
  voucher: fact('integer', { from: 'computed' }),
  orphan: fact('integer', { from: 'computed' }),
  note: fact(['string', 'null'], { from: 'arguments', path: '$.note' }),
  tier: { ...fact('string', { from: 'session', key: 'tier' }), enum: ['gold', 'basic'] },
  tags: { ...fact('array', { from: 'session', key: 'tags' }), enum: ['a'] },
  unused: fact('object', { from: 'record', tool: 'get_secret', with: { id: { fact: 'order_id' } } }),
};
const computed: { readonly [name: string]: ComputedFact } = {
  total: {
    needs: ['lines'],
    compute: ({ lines }) => {
      totals += 1;
      return (lines as readonly { price: number }[]).reduce((sum, { price }) => sum + price, 0);
    },
  },
  double: { needs: ['total'], compute: ({ total }) => Number(total) * 2 },
  voucher: { needs: [], compute: () => ({ exists: false, left: 5 }) },
};
let totals = 0;
const records: { readonly [tool: string]: { readonly [id: string]: Json } } = {
  get_order: { o1: { user_id: 'ann', items: ['a', 'b', 'a'] }, o2: { user_id: null, items: [] } },
  get_user: { ann: { tier: 'gold' } },
  get_item: { a: { price: 5 }, b: { price: 7 } },
};

const rule = (conditions: Condition, name = 'rule'): Rule => ({
  name,
  why: `because of ${name}`,
  conditions: { all: [conditions] },
  event: { type: 'deny', params: { code: 'denied', tell: 'no' } },
});
const policyFor = (...rules: Rule[]) =>
  assemblePolicy(
    'test',
    [{ topic: 'pay', value: { appliesTo: { tools: ['pay'] }, default: 'allow', rules } }],
    {
      facts: new Map(Object.entries(facts)),
      computed,
      tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]),
    },
  );

type Read = (tool: string, args: JsonObject, call: { readonly signal: AbortSignal }) => Promise<Json>;
const lookUp: Read = async (tool, { id }) => records[tool]?.[String(id)] ?? { exists: false };

function judgeWith(rules: readonly Rule[], request: Partial<JudgeRequest> = {}, read: Read = lookUp) {
  const reads: string[] = [];
  const counted: Read = (tool, args, call) => {
    reads.push(`${tool} ${String(args['id'])}`);
    return read(tool, args, call);
  };
  const policy = policyFor(...rules);
  const judge = policyJudge({ policy: () => policy, read: counted, computed, timeoutMs: 30 });
  const verdict = judge.judge({
    action: { name: 'pay', arguments: { order_id: 'o1' } },
    session: {},
    history: [],
    approved: false,
    now: new Date(0),
    signal: new AbortController().signal,
    ...request,
  });
  return verdict.then((value) => ({ ...value, reads }));
}

const is = (name: string, value: Json, path?: string): Condition => ({
  fact: name,
  operator: 'equal',
  value: value as string,
  ...(path === undefined ? {} : { path }),
});

describe('what facts are', () => {
  test.each([
    { from: 'arguments', rule: rule(is('order_id', 'o1')), request: {} },
    { from: 'the session', rule: rule(is('customer', 'ann')), request: { session: { customer_id: 'ann' } } },
    { from: 'a session that does not say', rule: rule(is('customer', null)), request: {} },
    {
      from: 'history',
      rule: rule(is('payments', 2)),
      request: {
        history: [
          { name: 'pay', arguments: {} },
          { name: 'look', arguments: {} },
          { name: 'pay', arguments: {} },
        ],
      },
    },
    { from: 'a record', rule: rule(is('order', 'ann', '$.user_id')), request: {} },
    { from: 'a record found through a record', rule: rule(is('owner', 'gold', '$.tier')), request: {} },
    { from: 'a record for each entry of a list', rule: rule(is('lines', 7, '$[1].price')), request: {} },
    { from: 'code', rule: rule(is('total', 17)), request: {} },
    {
      from: 'a record that does not exist',
      rule: rule(is('order', false, '$.exists')),
      request: { action: { name: 'pay', arguments: { order_id: 'x' } } },
    },
    {
      from: 'a record found through one that does not exist',
      rule: rule(is('owner', false, '$.exists')),
      request: { action: { name: 'pay', arguments: { order_id: 'x' } } },
    },
    {
      from: 'records for each entry of a list in one that does not exist',
      rule: rule(is('lines', false, '$.exists')),
      request: { action: { name: 'pay', arguments: { order_id: 'x' } } },
    },
    { from: 'code that finds nothing', rule: rule(is('voucher', false, '$.exists')), request: {} },
    {
      from: 'an argument that is null',
      rule: rule(is('note', null)),
      request: { action: { name: 'pay', arguments: { note: null } } },
    },
    {
      from: 'a session, one of those declared',
      rule: rule(is('tier', 'gold')),
      request: { session: { tier: 'gold' } },
    },
    {
      from: 'a session, a list',
      rule: rule({ fact: 'tags', operator: 'contains', value: 'b' }),
      request: { session: { tags: ['a', 'b'] } },
    },
    {
      from: 'a record that nothing points at',
      rule: rule(is('owner', false, '$.exists')),
      request: { action: { name: 'pay', arguments: { order_id: 'o2' } } },
    },
  ])('read from $from', async ({ rule: denies, request }) => {
    expect(await judgeWith([denies], request)).toMatchObject({ decision: 'deny', codes: ['denied'] });
  });

  test('are read only when a rule about the tool needs them, each record once', async () => {
    const { reads, facts: snapshot } = await judgeWith([
      rule(is('total', 1), 'a'),
      rule(is('order', 'x', '$.user_id'), 'b'),
    ]);
    expect(reads.sort()).toEqual(['get_item a', 'get_item b', 'get_order o1']);
    expect(Object.keys(snapshot).sort()).toEqual(['lines', 'order', 'order_id', 'total']);
    expect(snapshot['order']).toEqual(records['get_order']?.['o1']);
  });
});

test('what code works out is worked out once, also where other code needs it', async () => {
  totals = 0;
  await judgeWith([rule(is('total', 1), 'a'), rule(is('double', 34), 'b')]);
  expect(totals).toBe(1);
});

describe('facts that cannot be read', () => {
  const hang: Read = () => new Promise(() => {});
  test.each<{ why: string; denies: Rule; read?: Read; request?: Partial<JudgeRequest>; says: string }>([
    {
      why: 'a read throws',
      denies: rule(is('order', 'x', '$.user_id')),
      read: () => {
        throw new Error('no route');
      },
      says: 'no route',
    },
    {
      why: 'a read fails',
      denies: rule(is('order', 'x', '$.user_id')),
      read: () => Promise.reject(new Error('refused')),
      says: 'refused',
    },
    {
      why: 'a read hangs',
      denies: rule(is('order', 'x', '$.user_id')),
      read: hang,
      says: 'no answer in 30 ms',
    },
    {
      why: 'the turn was stopped',
      denies: rule(is('order', 'x', '$.user_id')),
      read: hang,
      request: { signal: AbortSignal.abort() },
      says: 'stopped',
    },
    {
      why: 'a read answers a list',
      denies: rule(is('order', 'x', '$.user_id')),
      read: async () => [],
      says: 'array where object',
    },
    {
      why: 'a read answers nothing',
      denies: rule(is('order', 'x', '$.user_id')),
      read: async () => undefined as unknown as Json,
      says: 'not a JSON value',
    },
    {
      why: 'code throws',
      denies: rule(is('total', 1)),
      read: async (tool) => (tool === 'get_item' ? null : (records['get_order']?.['o1'] ?? null)),
      says: 'could not be read',
    },
    {
      why: 'what it is made from is missing',
      denies: rule(is('total', 1)),
      read: () => Promise.reject(new Error('refused')),
      says: 'refused',
    },
    {
      why: 'the action lacks the argument',
      denies: rule(is('order_id', 'x')),
      request: { action: { name: 'pay', arguments: {} } },
      says: 'no argument `order_id`',
    },
    {
      why: 'the argument is of another type',
      denies: rule(is('order_id', 'x')),
      request: { action: { name: 'pay', arguments: { order_id: 7 } } },
      says: 'integer where string',
    },
    {
      why: 'the argument says that it does not exist',
      denies: rule(is('order_id', 'x')),
      request: { action: { name: 'pay', arguments: { order_id: { exists: false } } } },
      says: 'object where string',
    },
    { why: 'nobody declared it', denies: rule(is('ghost', 1)), says: 'fact `ghost` is not declared' },
    { why: 'nothing computes it', denies: rule(is('orphan', 1)), says: 'nothing computes `orphan`' },
    {
      why: 'it is none of the values declared',
      denies: rule(is('tier', 'gold')),
      request: { session: { tier: 'silver' } },
      says: 'fact `tier` is none of the values declared for it',
    },
    { why: 'the session does not say', denies: rule(is('reason', 'x')), says: 'no `reason`' },
    {
      why: 'the bound part of a record is not there',
      denies: rule(is('owner', 'x', '$.tier')),
      read: async () => ({ items: [] }),
      says: 'has no `$.user_id`',
    },
  ])('make a review when $why', async ({ denies, read, request, says }) => {
    const verdict = await judgeWith([denies], request, read);
    expect(verdict.decision).toBe('review');
    expect(verdict.reasons[0]?.detail).toContain(says);
  });

  test('give the read a signal that says when it was given up', async () => {
    const signals: AbortSignal[] = [];
    await judgeWith([rule(is('order', 'x', '$.user_id'))], {}, (_tool, _args, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    expect(signals[0]?.aborted).toBe(true);
  });

  test('are given up when the turn is stopped meanwhile', async () => {
    const turn = new AbortController();
    const verdict = judgeWith([rule(is('order', 'x', '$.user_id'))], { signal: turn.signal }, () => {
      turn.abort();
      return new Promise(() => {});
    });
    expect((await verdict).reasons[0]?.detail).toContain('the turn was stopped');
  });

  test('leave nothing behind that waits for the turn', async () => {
    const { signal } = new AbortController();
    await judgeWith([rule(is('order', 'x', '$.user_id'))], { signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('take the time that the verdict says', async () => {
    const before = performance.now();
    const { micros } = await judgeWith([rule(is('order', 'x', '$.user_id'))], {}, hang);
    expect(micros).toBeGreaterThan(25_000);
    expect(micros).toBeLessThanOrEqual((performance.now() - before) * 1000 + 1);
  });

  test('do not keep a policy that breaks from giving a verdict', async () => {
    const judge = policyJudge({
      policy: () => ({ ...policyFor(), tools: null as never }),
      read: lookUp,
      computed,
      timeoutMs: 30,
    });
    const verdict = await judge.judge({
      action: { name: 'pay', arguments: {} },
      session: {},
      history: [],
      approved: true,
      now: new Date(0),
      signal: new AbortController().signal,
    });
    expect(verdict).toMatchObject({
      decision: 'review',
      rules: ['engine:judge'],
      codes: ['rule_failed'],
      reasons: [{ rule: 'engine:judge', detail: expect.stringContaining('could not be judged: TypeError') }],
    });
  });
});

test('where no rule is asked, what was given is on record all the same', async () => {
  const verdict = await judgeWith([], {
    action: { name: 'unheard', arguments: {} },
    session: { user_confirmed: true },
    approved: true,
  });
  expect(verdict.basis).toEqual({
    session: { user_confirmed: true },
    history: {},
    approved: true,
    unreadable: {},
  });
});

test('an action that a rule changed is judged under a yes of its own', async () => {
  const move: Rule = {
    ...rule(is('order_id', 'o1'), 'move'),
    event: { type: 'modify', params: { code: 'moved', tell: 'moved', set: { order_id: 'o2' } } },
  };
  const ask: Rule = {
    ...rule(is('confirmed', false), 'ask'),
    event: { type: 'confirm', params: { code: 'ask', tell: 'ask' } },
  };
  const verdict = await judgeWith([move, ask], { session: { user_confirmed: true }, approved: true });
  expect(verdict).toMatchObject({
    decision: 'confirm',
    action: { arguments: { order_id: 'o2' } },
    rules: ['ask', 'move'],
    basis: { session: { user_confirmed: false }, approved: false },
  });
});

test('rules in plain words come without repeats, and a changed rule changes the version', () => {
  const policy = policyFor(rule(is('order_id', 'x'), 'a'));
  const judge = policyJudge({ policy: () => policy, read: lookUp, computed, timeoutMs: 30 });
  expect(judge.inWords(['pay', 'pay', 'unheard'])).toEqual([{ rule: 'a', why: 'because of a' }]);
  expect(judge.version()).toBe(policyFor(rule(is('order_id', 'x'), 'a')).version);
  expect(judge.version()).not.toBe(policyFor(rule(is('order_id', 'y'), 'a')).version);
});

describe('a fact over a window', () => {
  const above = (name: string, value: number) =>
    rule({ fact: name, operator: 'greaterThanInclusive', value });
  const now = new Date('2026-11-02T10:00:00.000Z');

  test.each([
    {
      name: 'recent',
      query: { tools: ['pay', 'refund'], since: '2026-11-01T10:00:00.000Z', sum: null },
    },
    {
      name: 'paid',
      query: {
        tools: ['pay'],
        since: '2026-11-02T08:30:00.000Z',
        sum: { in: 'arguments', steps: ['amounts', 0] },
      },
    },
    {
      name: 'refunded',
      query: {
        tools: ['pay'],
        since: '2026-11-01T10:00:00.000Z',
        sum: { in: 'facts', steps: ['order', 'total'] },
      },
    },
  ])('`$name` is asked of the ledger, and on record', async ({ name, query }) => {
    const asked: unknown[] = [];
    const window = async (each: unknown) => asked.push(each);
    const verdict = await judgeWith([above(name, 1)], { window, now });
    expect(asked).toEqual([query]);
    expect(verdict).toMatchObject({ decision: 'deny', facts: { [name]: 1 } });
    expect('order' in verdict.facts).toBe(name === 'refunded');
  });
  test('one that cannot be said is a review', async () => {
    const verdict = await judgeWith([above('recent', 1)], { window: async () => null, now });
    expect(verdict).toMatchObject({ decision: 'review', codes: ['fact_missing'] });
    expect(verdict.reasons[0]?.detail).toContain('the customer is not known');
  });
  test('without a ledger nothing was done before', async () => {
    const verdict = await judgeWith([above('recent', 1)], { now });
    expect(verdict).toMatchObject({ decision: 'allow', facts: { recent: 0 } });
  });
});

describe('an action of which something is not said yet', () => {
  const unsaid = rule(is('customer', null), 'unsaid');
  const needs = rule(is('note', 'x'), 'needs-note');
  const known = rule(is('order', 'ann', '$.user_id'), 'known');

  test('is denied by what is known, and by nothing that the session or the arguments lack', async () => {
    const verdict = await judgeWith([unsaid, needs, known], { partial: true });
    expect(verdict.reasons.map(({ rule: name, decision }) => `${name} ${decision}`)).toEqual([
      'known deny',
      'needs-note review',
      'unsaid review',
    ]);
  });

  test('leaves a rule open that is met in part, and no rule that something known rules out', async () => {
    const met: Rule = {
      ...needs,
      name: 'met',
      conditions: { all: [is('note', 'x'), is('order', 'ann', '$.user_id')] },
    };
    const out: Rule = {
      ...needs,
      name: 'out',
      conditions: { all: [is('note', 'x'), is('order', 'bob', '$.user_id')] },
    };
    const { reasons } = await judgeWith([needs, met, out], { partial: true });
    expect(reasons.map(({ rule: name, code }) => `${name} ${code}`)).toEqual([
      'met partly_given',
      'needs-note not_given',
    ]);
  });

  test('has a null that the session says', async () => {
    const verdict = await judgeWith([unsaid], { partial: true, session: { customer_id: null } });
    expect(verdict).toMatchObject({ decision: 'deny', rules: ['unsaid'] });
  });
});

test('a rule about identity that is left undecided says that it is one', async () => {
  const own: Rule = {
    ...rule(is('order', 'ann', '$.user_id'), 'own'),
    event: { type: 'deny', params: { code: 'other', tell: 'no', about: 'identity' } },
  };
  const { reasons } = await judgeWith([own], { action: { name: 'pay', arguments: {} } });
  expect(reasons).toMatchObject([{ rule: 'own', decision: 'review', about: 'identity' }]);
});
