import { describe, expect, test } from 'vitest';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { actionHash, type Proposal, type ProposedAction } from '../../core/action.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { Goals } from '../../core/goal.ts';
import type { StepNote } from '../../core/node.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import type { Judge, JudgeRequest } from '../../core/ports/judge.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import type { JsonObject } from '../../core/values/json.ts';
import type { Decision, Verdict } from '../../core/verdict.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf } from '../../test/thread-state.ts';
import { judgeProposal } from './judge-proposal.ts';

const pay = (amount: number): ProposedAction => ({ name: 'pay', arguments: { amount } });
const proposal: Proposal = {
  action_id: 't.a1',
  action: pay(900),
  by: 'model',
  call_id: 'c',
  problem: null,
  origin: actionHash(pay(900)),
};

/** Caps amounts at 500, and wants a yes. */
const capping = (asked: JudgeRequest[], after: Decision = 'allow'): Judge => ({
  version: () => 'v1',
  inWords: () => [],
  async judge(request) {
    asked.push(request);
    const amount = Number(request.action.arguments['amount']);
    const capped = amount > 500;
    const confirmed = request.session['user_confirmed'] === true;
    const decision: Decision = capped ? 'modify' : confirmed ? after : 'confirm';
    const reasons = [
      {
        origin: 'policy' as const,
        rule: capped ? 'cap' : 'yes',
        decision,
        code: decision,
        tell: 't',
        detail: 'w',
      },
    ];
    return {
      decision,
      rules: reasons.map(({ rule }) => rule),
      codes: [decision],
      reasons,
      action: capped ? pay(500) : request.action,
      ...(capped ? { modified: { from: request.action.arguments, reasons } } : {}),
      policy_version: 'v1',
      facts: {},
      now: '',
      micros: 0,
    } satisfies Verdict;
  },
});

interface Consent {
  readonly confirmed: string | null;
  readonly approved: string | null;
}

const given = ({ confirmed, approved }: Consent) => ({
  confirmed,
  goals: [{ ...goalOf('pay-bill'), approved }],
});

async function judged(
  consent: Consent,
  asked: JudgeRequest[] = [],
  proposed: Proposal = proposal,
  goals: Goals = given(consent).goals,
) {
  const recorded: unknown[] = [];
  const notes: StepNote<'validate'>[] = [];
  const actions = {
    history: async () => [{ name: 'pay', arguments: { amount: 1 } }],
    list: async () => [],
    judged: async (entry: unknown) => recorded.push(entry) > 0,
  } as unknown as ActionLog;
  const state = {
    turn_id: 't',
    session: EMPTY_SESSION,
    ...given(consent),
    goals,
  };
  const result = await judgeProposal(
    proposed,
    state,
    { identityAs: 'user_id', says: SAYS },
    { judge: capping(asked), actions: () => actions },
    {
      tenant: 'shop',
      thread_id: 'th',
      now: new Date(0),
      note: (note: StepNote<'validate'>) => notes.push(note),
      signal: AbortSignal.timeout(100),
    },
  );
  return { result, recorded, asked, notes };
}

test('a modified action needs a yes of its own: one to the action as proposed is none', async () => {
  const { result, asked } = await judged({ confirmed: actionHash(pay(900)), approved: actionHash(pay(900)) });
  expect(result.verdict.decision).toBe('confirm');
  expect(asked.map(({ session, approved }) => [session['user_confirmed'], approved])).toEqual([
    [true, true],
    [false, false],
  ]);
});

test('with a yes to the modified action it is allowed, and the modifying rule is on record', async () => {
  const { result, recorded, notes } = await judged({ confirmed: actionHash(pay(500)), approved: null });
  expect(result.verdict).toMatchObject({
    decision: 'allow',
    rules: ['cap', 'yes'],
    codes: ['allow', 'modify'],
    reasons: [{ rule: 'yes' }, { origin: 'policy' as const, rule: 'cap', decision: 'modify' }],
  });
  expect(notes).toEqual([
    {
      detail: {
        action_id: 't.a1',
        action: 'pay',
        decision: 'allow',
        rules: ['cap', 'yes'],
        codes: ['allow', 'modify'],
        micros: 0,
      },
    },
  ]);
  expect(result.proposal).toMatchObject({ action: pay(500), origin: actionHash(pay(900)), call_id: 'c' });
  expect(recorded).toEqual([
    expect.objectContaining({ intent: 'pay-bill', proposal: result.proposal, verdict: result.verdict }),
  ]);
});

test("a flow's action belongs to the goal that is worked on, a model's to the one named last", async () => {
  const flow = newFrame('x', '');
  const goals = [
    { ...goalOf('waits', flow), since_turn: 't1' },
    { ...goalOf('worked-on', flow), since_turn: 't1' },
  ];
  const none = { confirmed: null, approved: null };
  const byFlow = await judged(none, [], { ...proposal, by: 'flow', call_id: null }, goals);
  expect(byFlow.recorded).toMatchObject([{ intent: 'worked-on' }]);
  expect((await judged(none, [], proposal, goals)).recorded).toMatchObject([{ intent: 'waits' }]);
});

test('what modified it stays with it and its verdict when it is judged again after the yes', async () => {
  const confirmed = { confirmed: actionHash(pay(500)), approved: null };
  const shown = (await judged({ confirmed: null, approved: null })).result;
  expect(shown).toMatchObject({
    verdict: { decision: 'confirm' },
    proposal: { modified: { from: { amount: 900 } } },
  });
  const { proposal: again, verdict } = (await judged(confirmed, [], shown.proposal)).result;
  expect(verdict).toMatchObject({
    decision: 'allow',
    rules: ['cap', 'yes'],
    modified: shown.proposal.modified,
  });
  expect(again).toEqual(shown.proposal);
});

test('an approval of a modified action counts when it is proposed anew as it was before', async () => {
  const base = capping([]);
  const judge: Judge = {
    ...base,
    async judge(request) {
      const verdict = await base.judge({ ...request, session: { user_confirmed: true } });
      return { ...verdict, decision: request.approved ? 'allow' : 'review' };
    },
  };
  expect((await judgedBy(judge)).verdict.decision).toBe('review');
  const approved = { confirmed: null, approved: actionHash(pay(500)) };
  expect((await judgedBy(judge, approved)).verdict).toMatchObject({ decision: 'allow', action: pay(500) });
});

test('only what modified it is taken over from the judgement of the action as proposed', async () => {
  const base = capping([]);
  const judge: Judge = {
    ...base,
    async judge(request) {
      const verdict = await base.judge(request);
      const wish = {
        origin: 'policy' as const,
        rule: 'vip',
        decision: 'confirm' as const,
        code: 'vip',
        tell: 't',
        detail: 'w',
      };
      return { ...verdict, reasons: [...verdict.reasons, ...(verdict.decision === 'modify' ? [wish] : [])] };
    },
  };
  const { verdict } = await judgedBy(judge);
  expect(verdict.reasons.map(({ rule }) => rule)).toEqual(['yes', 'cap']);
});

test.each(['deny', 'review'] as const)(
  'an action that a rule modifies while another says %s is not judged as modified',
  async (decision) => {
    const judge: Judge = {
      ...capping([]),
      async judge({ action }) {
        const verdict = await capping([]).judge({ action, session: { user_confirmed: true } } as never);
        return verdict.decision === 'modify' ? { ...verdict, decision } : verdict;
      },
    };
    expect((await judgedBy(judge)).verdict).toMatchObject({ decision, action: pay(500) });
  },
);

async function judgedBy(judge: Judge, consent: Consent = { confirmed: null, approved: null }) {
  const actions = {
    history: async () => [],
    list: async () => [],
    judged: async () => true,
  } as unknown as ActionLog;
  const state = {
    turn_id: 't',
    session: EMPTY_SESSION,
    ...given(consent),
  };
  const run = {
    tenant: 'shop',
    thread_id: 'th',
    now: new Date(0),
    note: () => {},
    signal: AbortSignal.timeout(100),
  };
  return await judgeProposal(
    proposal,
    state,
    { identityAs: 'user_id', says: SAYS },
    { judge, actions: () => actions },
    run,
  );
}

test('the judge hears what ran before and who the customer is', async () => {
  const { asked } = await judged({ confirmed: null, approved: null });
  expect(asked[0]).toMatchObject({
    history: [{ name: 'pay' }],
    session: { user_id: null, user_confirmed: false },
  });
});

/** Allows one payment a day; the ledger says what else there is each time it is asked. */
async function underLimit(others: readonly number[], stands: readonly boolean[]) {
  const [counts, answers] = [[...others], [...stands]];
  const recorded: { readonly verdict: Verdict; readonly windows?: unknown }[] = [];
  const query = { tools: ['pay'], since: '1970-01-01T00:00:00.000Z', sum: null };
  const judge: Judge = {
    ...capping([]),
    async judge({ action, window }) {
      const count = await window?.(query);
      const verdict = await capping([]).judge({ action: pay(1), session: { user_confirmed: true } } as never);
      return { ...verdict, action, decision: count === 0 ? 'allow' : 'deny' };
    },
  };
  const actions = {
    history: async () => [],
    window: async (action: unknown) => {
      expect(action).toEqual({ thread_id: 'th', action_id: 't.a1' });
      return counts.shift() ?? 0;
    },
    judged: async (entry: (typeof recorded)[number]) => {
      recorded.push(entry);
      return answers.shift() ?? true;
    },
  } as unknown as ActionLog;
  const state = {
    turn_id: 't',
    session: EMPTY_SESSION,
    confirmed: null,
    goals: [],
  };
  const run = {
    tenant: 'shop',
    thread_id: 'th',
    now: new Date(0),
    note: () => {},
    signal: AbortSignal.timeout(100),
  };
  const { verdict } = await judgeProposal(
    proposal,
    state,
    { identityAs: 'user_id', says: SAYS },
    { judge, actions: () => actions },
    run,
  );
  return { verdict, recorded };
}

test('what a verdict rests on is given to the ledger with it', async () => {
  const { verdict, recorded } = await underLimit([0], [true]);
  expect(verdict.decision).toBe('allow');
  expect(recorded).toMatchObject([{ windows: [{ tools: ['pay'], sum: null, value: 0 }] }]);
});

test('a verdict that came too late for its window is given again', async () => {
  const { verdict, recorded } = await underLimit([0, 1], [false, true]);
  expect(verdict.decision).toBe('deny');
  expect(recorded.at(-1)).toMatchObject({ windows: [{ value: 1 }] });
});

test('a window that does not come to rest calls a person', async () => {
  const { verdict, recorded } = await underLimit([], [false, false, false]);
  expect(verdict).toMatchObject({
    decision: 'review',
    rules: ['engine:window'],
    codes: ['window_moved'],
    reasons: [
      {
        rule: 'engine:window',
        decision: 'review',
        tell: expect.stringContaining('colleague'),
        detail: expect.stringContaining('kept changing'),
      },
    ],
  });
  expect(recorded.at(-1)).toMatchObject({ verdict: { decision: 'review' }, windows: [] });
});

describe('a yes and an approval, when the action is judged again', () => {
  test.each([
    { what: 'the same', before: { order: { cents: 5, status: 'open' } }, decision: 'allow' },
    { what: 'another', before: { order: { cents: 4, status: 'open' } }, decision: 'confirm' },
    { what: 'not read then', before: {}, decision: 'allow' },
    { what: 'not read now', before: { customer: { name: 'Mia' } }, decision: 'allow' },
    { what: 'nothing then', before: { order: null }, decision: 'confirm' },
    {
      what: 'the same beside another count',
      before: { order: { status: 'open', cents: 5 }, runs: 1 },
      decision: 'allow',
    },
  ] as const)('with a record that is $what: $decision', async ({ before, decision }) => {
    for (const kinds of [['confirmed'], ['approved'], ['confirmed', 'approved']])
      expect(await again(before, kinds)).toMatchObject({
        decision,
        asked: decision === 'allow' ? [kinds] : [kinds, []],
      });
  });

  test('count, whatever other actions rested on', async () => {
    expect(await again({ order: { cents: 4 } }, ['confirmed'], 't.a2')).toMatchObject({ decision: 'allow' });
  });

  const [changed, same] = [{ order: { cents: 4 } }, { order: { status: 'open', cents: 5 } }];
  test.each([
    { earlier: [{ status: 'confirm', amount: 5, facts: changed }], decision: 'confirm' },
    { earlier: [{ status: 'review', amount: 5, facts: changed }], decision: 'confirm' },
    { earlier: [{ status: 'confirm', amount: 5, facts: same }], decision: 'allow' },
    { earlier: [{ status: 'denied', amount: 5, facts: changed }], decision: 'allow' },
    { earlier: [{ status: 'confirm', amount: 6, facts: changed }], decision: 'allow' },
    {
      earlier: [
        { status: 'confirm', amount: 5, facts: changed },
        { status: 'confirm', amount: 5, facts: same },
      ],
      decision: 'allow',
    },
  ])('for an action that is proposed again under another id after $earlier: $decision', async (shown) => {
    const rows = shown.earlier.map(({ status, amount, facts }) => ({
      status,
      verdict: { action: pay(amount), facts },
    }));
    const { decision } = await again({}, ['confirmed'], 'another', rows);
    expect(decision).toBe(shown.decision);
  });

  /**
   * Judges again with this consent. The judgement of `judgedBefore` rested on `before`; `rows` are the actions of
   * the whole thread.
   */
  async function again(
    before: JsonObject,
    kinds: readonly string[],
    judgedBefore = proposal.action_id,
    rows: readonly object[] = [],
  ) {
    const asked: string[][] = [];
    const judge: Judge = {
      ...capping([]),
      async judge(request) {
        const verdict = await capping([]).judge({ ...request, action: pay(5) });
        const counted = [
          ...(request.session['user_confirmed'] === true ? ['confirmed'] : []),
          ...(request.approved ? ['approved'] : []),
        ];
        asked.push(counted);
        const facts = { order: { status: 'open', cents: 5 }, runs: 2 };
        return { ...verdict, decision: counted.length > 0 ? 'allow' : 'confirm', facts };
      },
    };
    const action = pay(5);
    const actions = {
      history: async () => [],
      list: async (query: { thread_id: string; action_id?: string }) => {
        if (query.thread_id !== 'th') return [];
        if (query.action_id === undefined) return rows;
        return query.action_id === judgedBefore ? [{ verdict: { action, facts: before } }] : [];
      },
      judged: async () => true,
    } as unknown as ActionLog;
    const hash = actionHash(action);
    const state = {
      turn_id: 't',
      session: EMPTY_SESSION,
      ...given({
        confirmed: kinds.includes('confirmed') ? hash : null,
        approved: kinds.includes('approved') ? hash : null,
      }),
    };
    const run = {
      tenant: 'shop',
      thread_id: 'th',
      now: new Date(0),
      note: () => {},
      signal: AbortSignal.timeout(100),
    };
    const { verdict } = await judgeProposal(
      { ...proposal, action },
      state,
      { identityAs: 'user_id', says: SAYS },
      { judge, actions: () => actions },
      run,
    );
    return { decision: verdict.decision, asked };
  }
});

test('of two threads of one customer at once only one passes a limit of one', async () => {
  const ledger = await sqliteLedger({ file: ':memory:', tenant: 'shop', instance: 'one' });
  const at = new Date(0).toISOString();
  const once: Judge = {
    version: () => 'v1',
    inWords: () => [],
    judge: async ({ action, window }) => {
      const before = (await window?.({ tools: ['pay'], since: at, sum: null })) ?? 0;
      const decision = before === 0 ? 'allow' : 'deny';
      const none = { rules: [], codes: [], reasons: [], facts: {}, now: at, micros: 0 };
      return { decision, action, policy_version: 'v1', ...none };
    },
  };
  const decide = async (thread_id: string) => {
    const turn_id = `turn of ${thread_id}`;
    const thread = { thread_id, agent: 'bank', config_version: 'c1', customer_id: 'ann', created_at: at };
    await ledger.threads.open(thread);
    await ledger.turns.accept({
      ...{ turn_id, thread_id, config_version: 'c1' },
      ...{ text: 'pay', idempotency_key: null, at },
    });
    const { verdict } = await judgeProposal(
      { ...proposal, action_id: `${turn_id}.a1` },
      {
        turn_id,
        session: EMPTY_SESSION,
        confirmed: null,
        goals: [],
      },
      { identityAs: 'user_id', says: SAYS },
      { judge: once, actions: () => ledger.actions },
      { tenant: 'shop', thread_id, now: new Date(0), note: () => {}, signal: AbortSignal.timeout(5000) },
    );
    return verdict.decision;
  };
  expect((await Promise.all(['t1', 't2'].map(decide))).sort()).toEqual(['allow', 'deny']);
  await ledger.close();
});
