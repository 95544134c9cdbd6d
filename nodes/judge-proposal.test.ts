import { describe, expect, test } from 'vitest';
import { actionHash, type Proposal, type ProposedAction } from '../core/action.ts';
import type { Judge, JudgeRequest } from '../core/ports/judge.ts';
import type { ActionLog } from '../core/ports/ledger.ts';
import { EMPTY_SESSION } from '../core/session.ts';
import type { Decision, Verdict } from '../core/verdict.ts';
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
    const reasons = [{ rule: capped ? 'cap' : 'yes', decision, code: decision, tell: 't', why: 'w' }];
    return {
      decision,
      rules: reasons.map(({ rule }) => rule),
      codes: [decision],
      reasons,
      action: capped ? pay(500) : request.action,
      policy_version: 'v1',
      facts: {},
      now: '',
      micros: 0,
    } satisfies Verdict;
  },
});

async function judged(
  consent: { confirmed: string | null; approved: string | null },
  asked: JudgeRequest[] = [],
) {
  const recorded: unknown[] = [];
  const actions = {
    history: async () => [{ name: 'pay', arguments: { amount: 1 } }],
    list: async () => [],
    judged: async (entry: unknown) => recorded.push(entry) > 0,
  } as unknown as ActionLog;
  const state = {
    turn: { turn_id: 't', text: '', proposals: 1, steps: 1 },
    session: EMPTY_SESSION,
    consent,
    intents: [{ name: 'pay-bill', since_turn: 't' }],
  };
  const result = await judgeProposal(
    proposal,
    state,
    'user_id',
    { judge: capping(asked), actions },
    { thread_id: 'th', now: new Date(0), note: () => {}, signal: AbortSignal.timeout(100) },
  );
  return { result, recorded, asked };
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
  const { result, recorded } = await judged({ confirmed: actionHash(pay(500)), approved: null });
  expect(result.verdict).toMatchObject({ decision: 'allow', rules: ['cap', 'yes'] });
  expect(result.proposal).toMatchObject({ action: pay(500), origin: actionHash(pay(900)), call_id: 'c' });
  expect(recorded).toEqual([
    expect.objectContaining({ intent: 'pay-bill', proposal: result.proposal, verdict: result.verdict }),
  ]);
});

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
    window: async () => counts.shift() ?? 0,
    judged: async (entry: (typeof recorded)[number]) => {
      recorded.push(entry);
      return answers.shift() ?? true;
    },
  } as unknown as ActionLog;
  const state = {
    turn: { turn_id: 't', text: '', proposals: 1, steps: 1 },
    session: EMPTY_SESSION,
    consent: { confirmed: null, approved: null },
    intents: [],
  };
  const run = { thread_id: 'th', now: new Date(0), note: () => {}, signal: AbortSignal.timeout(100) };
  const { verdict } = await judgeProposal(proposal, state, 'user_id', { judge, actions }, run);
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
  expect(verdict).toMatchObject({ decision: 'review', rules: ['engine:window'], codes: ['window_moved'] });
  expect(recorded.at(-1)).toMatchObject({ verdict: { decision: 'review' }, windows: [] });
});

describe('a yes and an approval, when the action is judged again', () => {
  test.each([
    { what: 'the same', before: { order: { cents: 5, status: 'open' } }, decision: 'allow' },
    { what: 'another', before: { order: { cents: 4, status: 'open' } }, decision: 'confirm' },
    { what: 'not read then', before: {}, decision: 'allow' },
    {
      what: 'the same beside another count',
      before: { order: { status: 'open', cents: 5 }, runs: 1 },
      decision: 'allow',
    },
  ] as const)('with a record that is $what: $decision', async ({ before, decision }) => {
    const judge: Judge = {
      ...capping([]),
      async judge(request) {
        const verdict = await capping([]).judge({ ...request, action: pay(5) });
        const discharged = request.session['user_confirmed'] === true && request.approved;
        const facts = { order: { status: 'open', cents: 5 }, runs: 2 };
        return { ...verdict, decision: discharged ? 'allow' : 'confirm', facts };
      },
    };
    const action = pay(5);
    const actions = {
      history: async () => [],
      list: async () => [{ verdict: { action, facts: before } }],
      judged: async () => true,
    } as unknown as ActionLog;
    const hash = actionHash(action);
    const state = {
      turn: { turn_id: 't', text: '', proposals: 1, steps: 1 },
      session: EMPTY_SESSION,
      consent: { confirmed: hash, approved: hash },
      intents: [],
    };
    const run = { thread_id: 'th', now: new Date(0), note: () => {}, signal: AbortSignal.timeout(100) };
    const { verdict } = await judgeProposal(
      { ...proposal, action },
      state,
      'user_id',
      { judge, actions },
      run,
    );
    expect(verdict.decision).toBe(decision);
  });
});
