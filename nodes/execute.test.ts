import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sqliteLedger } from '../adapters/ledger/open.ts';
import { actionHash, type Proposal, type ProposedAction } from '../core/action.ts';
import type { Json } from '../core/json.ts';
import type { RunContext } from '../core/node.ts';
import type { Judge, JudgeRequest } from '../core/ports/judge.ts';
import type { Ledger } from '../core/ports/ledger.ts';
import { EMPTY_SESSION } from '../core/session.ts';
import type { Tool } from '../core/tool.ts';
import type { Decision, Verdict } from '../core/verdict.ts';
import { execute } from './execute.ts';

const NOW = new Date('2026-03-01T12:00:00Z');
const pay: ProposedAction = { name: 'pay', arguments: { amount: 5 } };
const proposalOf = (action: ProposedAction, action_id = 't1.a1'): Proposal => ({
  action_id,
  action,
  by: 'flow',
  call_id: null,
  problem: null,
  origin: actionHash(action),
});
const verdictOf = (action: ProposedAction, decision: Decision = 'allow', policy_version = 'v1'): Verdict => ({
  decision,
  rules: ['r'],
  codes: ['c'],
  reasons: [{ rule: 'r', decision, code: 'c', tell: 'No.', why: 'w' }],
  action,
  policy_version,
  facts: {},
  now: NOW.toISOString(),
  micros: 1,
});

let ledger: Ledger;
let runs: Json[];
let judgeNow: (request: JudgeRequest) => Verdict;
let version: string;
beforeEach(async () => {
  runs = [];
  version = 'v1';
  judgeNow = ({ action }) => verdictOf(action, 'allow', version);
  ledger = await sqliteLedger({ file: ':memory:', tenant: 'default', instance: 'p1' });
  await ledger.threads.open({
    thread_id: 'th',
    agent: 'a',
    config_version: 'c',
    customer_id: null,
    created_at: NOW.toISOString(),
  });
  await ledger.turns.accept({
    turn_id: 't1',
    thread_id: 'th',
    config_version: 'c',
    text: 'x',
    idempotency_key: null,
    at: NOW.toISOString(),
  });
});
afterEach(() => ledger.close());

const tools = (overrides: Partial<Tool> = {}) =>
  new Map<string, Tool>(
    [
      {
        name: 'pay',
        effects: true,
        idempotency: 'key' as const,
        run: async (args: Json) => runs.push(args),
        ...overrides,
      },
      {
        name: 'find',
        effects: false,
        run: async (args: { readonly [key: string]: Json }) =>
          args['email'] === 'mia@x.com' ? 'mia' : { exists: false },
      },
    ].map((tool) => [
      tool.name,
      { description: '', title: tool.name, input: z.looseObject({}), ...tool } as Tool,
    ]),
  );

async function run(
  options: {
    action?: ProposedAction;
    tool?: Partial<Tool>;
    consent?: string | null;
    session?: object;
    verdict?: Verdict;
    unrecorded?: boolean;
  } = {},
) {
  const {
    action = pay,
    tool = {},
    consent = null,
    session = {},
    verdict = verdictOf(action),
    unrecorded = false,
  } = options;
  const proposal = proposalOf(action);
  if (!unrecorded)
    await ledger.actions.judged({
      thread_id: 'th',
      turn_id: 't1',
      intent: null,
      proposal,
      verdict,
      at: NOW.toISOString(),
    });
  const judge: Judge = {
    judge: async (request) => judgeNow(request),
    version: () => version,
    inWords: () => [],
  };
  const node = execute(
    {
      tools: tools(tool),
      identityAs: 'user_id',
      identityTools: ['find'],
      identityArgument: null,
      identityAttempts: 2,
      denials: 3,
    },
    { judge, actions: ledger.actions, threads: ledger.threads },
  );
  const context: RunContext = { thread_id: 'th', now: NOW, note: () => {}, signal: AbortSignal.timeout(500) };
  return node(
    {
      turn: { turn_id: 't1', text: 'x', proposals: 1, steps: 1 },
      session: { ...EMPTY_SESSION, ...session },
      intents: [],
      proposal,
      verdict,
      consent: { confirmed: consent, approved: null },
      denials: 0,
      spoken: [],
      results: [],
    },
    context,
  );
}
const status = async () => (await ledger.actions.list({ thread_id: 'th' }))[0]?.status;

test('an allowed action runs once, is recorded, and its yes is used up', async () => {
  const update = await run({ consent: actionHash(pay) });
  expect(update).toMatchObject({
    ended: { status: 'executed' },
    proposal: null,
    consent: { confirmed: null, approved: null },
  });
  expect(runs).toEqual([{ amount: 5 }]);
  expect(await status()).toBe('executed');
});

test('replayed after it was recorded it answers the first result and does not run', async () => {
  const first = await run();
  const second = await run();
  expect(second.ended?.result).toEqual(first.ended?.result);
  expect(runs).toHaveLength(1);
});

test.each(['deny', 'review', 'confirm'] as const)('a rule that says %s by now stops it', async (decision) => {
  judgeNow = ({ action }) => verdictOf(action, decision, 'v2');
  await run();
  expect(runs).toEqual([]);
  expect(await status()).toBe({ deny: 'denied', review: 'review', confirm: 'confirm' }[decision]);
});

test.each(['deny', 'review', 'confirm'] as const)(
  'rules that change to %s between the judgement and the claim stop it',
  async (decision) => {
    judgeNow = ({ action }) => {
      const judged = verdictOf(action, version === 'v1' ? 'allow' : decision, version);
      version = 'v2';
      return judged;
    };
    await run();
    expect(runs).toEqual([]);
    expect(await status()).toBe({ deny: 'denied', review: 'review', confirm: 'confirm' }[decision]);
  },
);

test('rules that change between the judgement and the claim and still allow it let it run once', async () => {
  judgeNow = ({ action }) => {
    const judged = verdictOf(action, 'allow', version);
    version = 'v2';
    return judged;
  };
  expect(await run()).toMatchObject({ ended: { status: 'executed' } });
  expect(runs).toEqual([{ amount: 5 }]);
});

test('a rule that would change it by now sends it to a person', async () => {
  judgeNow = () => verdictOf({ name: 'pay', arguments: { amount: 1 } }, 'modify', 'v2');
  expect(await run()).toMatchObject({ escalation: { code: 'review' } });
  expect(runs).toEqual([]);
});

test.each(['deny', 'review', 'confirm', 'modify'] as const)(
  'a verdict of %s never reaches a tool',
  async (decision) => {
    expect(await run({ verdict: verdictOf(pay, decision) })).toMatchObject({
      escalation: { code: 'not_allowed' },
    });
    expect(runs).toEqual([]);
  },
);

test('the consent it is judged under is that of exactly this action', async () => {
  const asked: unknown[] = [];
  judgeNow = ({ action, session }) => {
    asked.push(session['user_confirmed']);
    return verdictOf(action);
  };
  await run({ consent: actionHash({ name: 'pay', arguments: { amount: 6 } }) });
  expect(asked).toEqual([false]);
});

describe('claimed and not recorded', () => {
  const claim = (instance: string) =>
    ledger.actions.claim({
      action_id: 't1.a1',
      thread_id: 'th',
      hash: actionHash(pay),
      policy_version: 'v1',
      at: instance,
    });

  test('by this process: it may be running, so it does not run', async () => {
    await ledger.actions.judged({
      thread_id: 'th',
      turn_id: 't1',
      intent: null,
      proposal: proposalOf(pay),
      verdict: verdictOf(pay),
      at: NOW.toISOString(),
    });
    await claim('p1');
    expect(await run()).toMatchObject({ escalation: { code: 'effect_unknown' } });
    expect(runs).toEqual([]);
  });
});

test.each([
  ['with nothing to look it up by', { idempotency: 'none' as const }, 'effect_unknown', 'in_doubt'],
  ['that is a read', { effects: false }, 'tool_failed', 'failed'],
])('a tool %s that throws calls a person', async (_what, tool, code, end) => {
  const run1 = await run({ tool: { ...tool, run: async () => Promise.reject(new Error('down')) } });
  expect(run1).toMatchObject({ escalation: { code } });
  expect(await status()).toBe(end);
  const again = await run({ tool });
  expect(again).toMatchObject({ escalation: { code } });
  expect(runs).toEqual([]);
});

test('a yes is used up by an execution whose effect is unknown', async () => {
  const down = { idempotency: 'none' as const, run: async () => Promise.reject(new Error('down')) };
  expect(await run({ tool: down, consent: actionHash(pay) })).toMatchObject({
    escalation: { code: 'effect_unknown' },
    consent: { confirmed: null, approved: null },
  });
});

describe('identification', () => {
  const find = (email: string): ProposedAction => ({ name: 'find', arguments: { email } });

  test('the first success fixes the customer, in the session and in the ledger', async () => {
    expect(await run({ action: find('mia@x.com') })).toMatchObject({
      session: { customer_id: 'mia', identified_by: 'find' },
    });
    expect((await ledger.threads.get('th'))?.customer_id).toBe('mia');
  });

  test('a failure is counted, and the last one calls a person', async () => {
    expect(await run({ action: find('nobody') })).toMatchObject({
      session: { customer_id: null, identification_attempts: 1 },
      ended: { result: { exists: false } },
    });
    expect(await run({ action: find('nobody'), session: { identification_attempts: 1 } })).toMatchObject({
      escalation: { code: 'identification_failed' },
    });
  });

  test('who is known stays who they are', async () => {
    const update = await run({ action: find('mia@x.com'), session: { customer_id: 'noah' } });
    expect(update.session).toBeUndefined();
    expect((await ledger.threads.get('th'))?.customer_id).toBeNull();
  });
});
