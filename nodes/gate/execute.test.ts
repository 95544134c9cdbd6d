import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sqliteLedger } from '../../adapters/ledger/open.ts';
import { actionHash, type Proposal, type ProposedAction } from '../../core/action.ts';
import type { RunContext, StepNote } from '../../core/node.ts';
import type { Claim } from '../../core/ports/action-log.ts';
import type { Judge, JudgeRequest } from '../../core/ports/judge.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import type { NodeName } from '../../core/step-details.ts';
import { NotDone, type Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import type { Decision, Verdict } from '../../core/verdict.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf } from '../../test/thread-state.ts';
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
  reasons: [{ origin: 'policy' as const, rule: 'r', decision, code: 'c', tell: 'No.', detail: 'w' }],
  action,
  policy_version,
  facts: {},
  now: NOW.toISOString(),
  micros: 1,
});

let ledger: Ledger;
let runs: Json[];
let notes: StepNote<NodeName>[];
let settled: string[];
let judgeNow: (request: JudgeRequest) => Verdict;
let version: string;
beforeEach(async () => {
  runs = [];
  notes = [];
  settled = [];
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

const FOUND = new Map<Json | undefined, Json>([
  ['mia@x.com', 'mia'],
  ['empty', ''],
  ['null', null],
  ['list', []],
]);
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
        run: async (args: { readonly [key: string]: Json }) => {
          if (args['email'] === 'refused') throw new NotDone({ tell: 'No.', detail: 'closed' });
          return FOUND.has(args['email']) ? FOUND.get(args['email']) : { exists: false };
        },
      },
    ].map((tool) => [
      tool.name,
      { description: '', title: tool.name, input: z.looseObject({}), ...tool } as Tool,
    ]),
  );

async function run(
  options: {
    action?: ProposedAction;
    proposal?: Proposal;
    tool?: Partial<Tool>;
    consent?: string | null;
    session?: object;
    verdict?: Verdict | null;
    unrecorded?: boolean;
    claim?: Claim;
    results?: NodeState['results'];
  } = {},
) {
  const {
    action = pay,
    tool = {},
    consent = null,
    session = {},
    verdict = verdictOf(action),
    unrecorded = false,
    claim,
    results = [],
    proposal = proposalOf(action),
  } = options;
  if (!unrecorded && verdict) await record(proposal, verdict);
  const judge: Judge = {
    judge: async (request) => judgeNow(request),
    version: () => version,
    inWords: () => [],
  };
  const node = execute(
    {
      tools: tools(tool),
      openers: () => [],
      identityAs: 'user_id',
      identityTools: ['find'],
      identityArgument: null,
      identityAttempts: 2,
      denials: 3,
      says: { ...SAYS, notPossible: 'That cannot be done.' },
      settleMs: 200,
    },
    { judge, actions: () => watched(claim), threads: () => ledger.threads },
  );
  const context: RunContext<NodeName> = {
    tenant: 'shop',
    thread_id: 'th',
    now: NOW,
    note: (note) => notes.push(note),
    signal: AbortSignal.timeout(500),
  };
  return node(
    {
      turn_id: 't1',
      session: { ...EMPTY_SESSION, ...session },
      goals: [{ ...goalOf('bills'), approved: 'h' }],
      proposal,
      verdict,
      confirmed: consent,
      denials: 0,
      spoken: [],
      results,
    },
    context,
  );
}

const record = (proposal = proposalOf(pay), verdict = verdictOf(proposal.action)) =>
  ledger.actions.judged({
    thread_id: 'th',
    turn_id: 't1',
    intent: null,
    proposal,
    verdict,
    at: NOW.toISOString(),
  });

/** The ledger's actions, with what is settled on record here; `claim` is answered once where it is given. */
function watched(claim: Claim | undefined): Ledger['actions'] {
  const claims = claim ? [claim] : [];
  let asked = 0;
  return {
    ...ledger.actions,
    claim: async (request) => {
      asked += 1;
      if (asked > 3) throw new Error('claimed without end');
      return claims.shift() ?? ledger.actions.claim(request);
    },
    settle: async (end) => {
      settled.push(end.status);
      await ledger.actions.settle(end);
    },
  };
}
const status = async () => (await ledger.actions.list({ thread_id: 'th' }))[0]?.status;

test('an allowed action runs once, is recorded, and its yes is used up', async () => {
  const before = { name: 'look', result: 'seen' };
  const update = await run({ consent: actionHash(pay), results: [before], tool: { idempotency: 'none' } });
  expect(update).toMatchObject({
    lastAction: { status: 'executed', reasons: [] },
    proposal: null,
    confirmed: null,
    goals: [{ approved: null }],
    results: [before, { name: 'pay', result: 1 }],
  });
  expect(runs).toEqual([{ amount: 5 }]);
  expect(await status()).toBe('executed');
  expect(notes).toContainEqual({ detail: { action_id: 't1.a1', action: 'pay', end: 'result' } });
});

test('replayed after it was recorded it answers the first result and does not run', async () => {
  const first = await run();
  const second = await run();
  expect(second.lastAction?.result).toEqual(first.lastAction?.result);
  expect(runs).toHaveLength(1);
});

test('an effect whose result is too large has happened: it is recorded with a note and never runs again', async () => {
  let runs = 0;
  const tool = {
    run: async () => {
      runs += 1;
      return 'a'.repeat(200_000);
    },
  };
  const update = await run({ tool });
  expect(update.lastAction).toMatchObject({
    status: 'executed',
    result: { not_kept: expect.stringContaining('It was done; its result has 200002 characters') },
  });
  expect(JSON.stringify(await ledger.actions.list({ thread_id: 'th' })).length).toBeLessThan(2000);
  expect((await run({ tool })).lastAction).toEqual(update.lastAction);
  expect([runs, await status()]).toEqual([1, 'executed']);
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
  expect(await run()).toMatchObject({ lastAction: { status: 'executed' } });
  expect(runs).toEqual([{ amount: 5 }]);
});

test('a rule that would change it by now sends it to a person', async () => {
  judgeNow = () => verdictOf({ name: 'pay', arguments: { amount: 1 } }, 'modify', 'v2');
  expect(await run()).toMatchObject({ escalation: { code: 'review' } });
  expect(runs).toEqual([]);
});

test('a rule that allows it by now with other arguments only sends it to a person', async () => {
  judgeNow = ({ action }) => {
    const capped = { name: 'pay', arguments: { amount: 1 } };
    return verdictOf(capped, actionHash(action) === actionHash(capped) ? 'allow' : 'modify', 'v2');
  };
  expect(await run()).toMatchObject({ escalation: { code: 'review' }, verdict: { decision: 'review' } });
  expect(runs).toEqual([]);
});

test('rules that keep the version they are said to have are asked once, whatever the ledger answers', async () => {
  let asked = 0;
  judgeNow = ({ action }) => {
    asked += 1;
    return verdictOf(action, asked === 1 ? 'allow' : 'deny');
  };
  const update = await run({ claim: { state: 'refused', status: 'allowed' } });
  expect(update).toMatchObject({ escalation: { code: 'effect_unknown' } });
  expect(runs).toEqual([]);
});

describe('a read', () => {
  const find: ProposedAction = { name: 'find', arguments: { email: 'mia@x.com' } };
  beforeEach(() => {
    judgeNow = ({ action }) => verdictOf(action, 'deny', version);
  });

  test('is not judged again under the rules that allowed it', async () => {
    expect(await run({ action: find })).toMatchObject({ lastAction: { status: 'executed', result: 'mia' } });
  });

  test('is judged again when they are others by now', async () => {
    version = 'v2';
    expect(await run({ action: find })).toMatchObject({ lastAction: { status: 'denied' } });
    expect(await status()).toBe('denied');
  });
});

test('an action that begins under a tool nobody has never runs', async () => {
  expect(await run({ action: { name: 'gone', arguments: {} } })).toMatchObject({
    escalation: { code: 'not_allowed' },
  });
});

test('what nobody judged calls a person', async () => {
  expect(await run({ verdict: null })).toMatchObject({
    escalation: { code: 'not_allowed', reason: expect.stringContaining('without an allow'), verdict: null },
  });
  expect(runs).toEqual([]);
});

test.each(['deny', 'review', 'confirm', 'modify'] as const)(
  'a verdict of %s never reaches a tool',
  async (decision) => {
    expect(await run({ verdict: verdictOf(pay, decision) })).toMatchObject({
      escalation: { code: 'not_allowed', verdict: { decision } },
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

describe('what was begun is settled, though rules deny it by now', () => {
  const claimIt = () =>
    ledger.actions.claim({
      action_id: 't1.a1',
      thread_id: 'th',
      hash: actionHash(pay),
      policy_version: 'v1',
      at: NOW.toISOString(),
    });
  const settleAs = (status: 'executed' | 'failed' | 'in_doubt') => async () => {
    await claimIt();
    const result = status === 'executed' ? 'paid' : 'down';
    await ledger.actions.settle({ action_id: 't1.a1', status, result, at: NOW.toISOString() });
  };
  const lookup = { idempotency: 'lookup' as const, happened: async () => 'paid after all' };
  const taken: Claim = { state: 'in_doubt' };

  test.each<{
    what: string;
    begin: () => Promise<unknown>;
    claim?: Claim;
    end: object;
    status: string;
    recorded: readonly string[];
  }>([
    {
      what: 'claimed by this process: it may be running',
      begin: claimIt,
      end: { escalation: { code: 'effect_unknown', reason: expect.stringContaining('is claimed') } },
      status: 'claimed',
      recorded: [],
    },
    {
      what: 'claimed by another, and happened',
      begin: claimIt,
      claim: taken,
      end: { lastAction: { status: 'executed', result: 'paid after all' } },
      status: 'executed',
      recorded: ['executed'],
    },
    {
      what: 'executed',
      begin: settleAs('executed'),
      end: { lastAction: { status: 'executed', result: 'paid' } },
      status: 'executed',
      recorded: [],
    },
    {
      what: 'failed',
      begin: settleAs('failed'),
      end: {
        escalation: { code: 'tool_failed', reason: expect.stringContaining('`pay`: it failed before') },
      },
      status: 'failed',
      recorded: [],
    },
    {
      what: 'in doubt',
      begin: settleAs('in_doubt'),
      end: { escalation: { code: 'effect_unknown', reason: expect.stringContaining('is in_doubt') } },
      status: 'in_doubt',
      recorded: [],
    },
  ])('$what', async ({ begin, claim, end, status: final, recorded }) => {
    await record();
    await begin();
    judgeNow = ({ action }) => verdictOf(action, 'deny', 'v2');
    version = 'v2';
    const update = await run({ unrecorded: true, tool: lookup, ...(claim ? { claim } : {}) });
    expect(update).toMatchObject(end);
    expect(runs).toEqual([]);
    expect(await status()).toBe(final);
    expect(settled).toEqual(recorded);
  });

  test('and nothing of what was begun is said of another action', async () => {
    await record();
    await settleAs('executed')();
    const proposal = proposalOf({ name: 'pay', arguments: { amount: 6 } }, 't1.a2');
    judgeNow = ({ action }) => verdictOf(action, 'deny', 'v2');
    expect(await run({ proposal })).toMatchObject({ lastAction: { status: 'denied' } });
  });
});

test('what the ledger never heard of does not run', async () => {
  expect(await run({ claim: { state: 'refused', status: null } })).toMatchObject({
    escalation: { code: 'effect_unknown', reason: expect.stringContaining('not recorded') },
  });
  expect(runs).toEqual([]);
  expect(settled).toEqual([]);
  expect(notes).toContainEqual({ detail: expect.objectContaining({ end: 'unknown' }) });
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

describe('a tool that says that it has not done it', () => {
  const refuses = async () => {
    throw new NotDone({ tell: 'It is delivered.', detail: 'order 7 is delivered' });
  };
  const reasons = [{ code: 'not_done', tell: 'It is delivered.', detail: 'order 7 is delivered' }];

  test.each(['key', 'lookup', 'none'] as const)(
    'ends its action, calls nobody, and its yes is used up (%s)',
    async (idempotency) => {
      const update = await run({ tool: { idempotency, run: refuses }, consent: actionHash(pay) });
      expect(update).toMatchObject({
        proposal: null,
        lastAction: { status: 'not_done', reasons },
        confirmed: null,
        goals: [{ approved: null }],
        results: [],
      });
      expect(update).not.toHaveProperty('escalation');
      expect(await status()).toBe('failed');
    },
  );

  test('says so again when its node is replayed, and does not run', async () => {
    await run({ tool: { run: refuses } });
    expect(await run()).toMatchObject({ lastAction: { status: 'not_done', reasons } });
    expect(runs).toEqual([]);
  });

  test('has not identified anybody', async () => {
    const action = { name: 'find', arguments: { email: 'refused' } };
    expect(await run({ action })).toMatchObject({
      lastAction: { status: 'not_done' },
      session: { identification_attempts: 1 },
    });
  });
});

test('a yes is used up by an execution whose effect is unknown', async () => {
  const down = { idempotency: 'none' as const, run: async () => Promise.reject(new Error('down')) };
  expect(await run({ tool: down, consent: actionHash(pay) })).toMatchObject({
    escalation: { code: 'effect_unknown' },
    confirmed: null,
    goals: [{ approved: null }],
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
      lastAction: { result: { exists: false } },
    });
    const last = { identification_attempts: 1 };
    expect(await run({ action: find('nobody'), session: last })).toMatchObject({
      escalation: { code: 'identification_failed', reason: expect.stringContaining('2 attempts') },
    });
  });

  test('a failure before the last calls nobody', async () => {
    expect(await run({ action: find('nobody') })).not.toHaveProperty('escalation');
  });

  test.each(['empty', 'null', 'list'])('an %s answer is a failure like any other', async (answer) => {
    const last = { identification_attempts: 1 };
    expect(await run({ action: find(answer), session: last })).toMatchObject({
      escalation: { code: 'identification_failed' },
    });
  });

  test('who is known stays who they are', async () => {
    const update = await run({ action: find('mia@x.com'), session: { customer_id: 'noah' } });
    expect(update.session).toBeUndefined();
    expect((await ledger.threads.get('th'))?.customer_id).toBeNull();
  });
});

describe('what rules changed in an action', () => {
  const reason = { origin: 'policy', rule: 'cap', decision: 'modify', code: 'cap', detail: 'w' } as const;
  const modified = { from: { amount: 900 }, reasons: [{ ...reason, tell: 'Five at most.' }] };
  const proposal = { ...proposalOf(pay), modified };
  const verdict = { ...verdictOf(pay), modified };

  test('is told in the answer, after what was said before it, and stays on record', async () => {
    const update = await run({ proposal, verdict });
    const text = 'Five at most.\n- amount: 5\n- Instead of: amount: 900';
    expect(update.spoken).toEqual([{ text, citations: [], grounds: [text] }]);
    const [row] = await ledger.actions.list({ thread_id: 'th' });
    expect(row).toMatchObject({ status: 'executed', proposal: { modified }, verdict: { modified } });
  });
  test('is not told again where the customer saw it and said yes', async () => {
    expect(await run({ proposal, verdict, consent: actionHash(pay) })).not.toHaveProperty('spoken');
  });
  test('is not told of an action that was not done', async () => {
    const refuses = async () => {
      throw new NotDone({ tell: 'Closed.', detail: 'closed' });
    };
    expect(await run({ proposal, verdict, tool: { run: refuses } })).not.toHaveProperty('spoken');
  });
});
