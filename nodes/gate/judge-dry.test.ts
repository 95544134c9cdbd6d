import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actionHash, judgementHash, type Proposal } from '../../core/action.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { StepNote } from '../../core/node.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import type { JudgeRequest } from '../../core/ports/judge.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import type { NodeState } from '../../core/state.ts';
import type { NodeName } from '../../core/step-details.ts';
import type { Tool } from '../../core/tool.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { type Decision, type Reason, verdictOn } from '../../core/verdict.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf, runContext, threadState } from '../../test/thread-state.ts';
import { execute } from './execute.ts';
import { validate } from './validate.ts';

const input = z
  .strictObject({ id: z.string(), amount: z.number() })
  .refine(({ amount }) => amount > 0, 'needs an amount');
const pay = { name: 'pay', title: 'pay', effects: true, input } as unknown as Tool;
const never = () => {
  throw new Error('no action is looked up, recorded or claimed');
};
const actions = {
  history: async () => [],
  window: async () => 2,
  list: never,
  judged: never,
  claim: never,
} as unknown as ActionLog;
const reason = (decision: Decision, more: Partial<Reason> = {}): Reason => ({
  origin: 'policy',
  rule: `r-${decision}`,
  decision,
  code: `c-${decision}`,
  tell: 'No.',
  detail: 'why',
  ...more,
});
const dryOf = (args: JsonObject, name = 'pay'): Proposal => ({
  action_id: 't1.a1',
  action: { name, arguments: args },
  by: 'flow',
  call_id: null,
  problem: null,
  origin: judgementHash({ name, arguments: args }),
  dry: true,
});

async function judged(
  args: JsonObject,
  reasons: readonly Reason[] = [],
  { name = 'pay', state = {} as Partial<NodeState>, judgedTools = ['pay'] } = {},
) {
  const requests: JudgeRequest[] = [];
  const notes: StepNote<NodeName>[] = [];
  const node = validate(
    {
      tools: new Map([['pay', pay]]),
      actionSpace: () => [],
      openers: () => [],
      identityAs: 'user',
      identityTools: [],
      identityArgument: null,
      escalationTool: 'pay',
      denials: 1,
      says: { ...SAYS, notPossible: 'That is not possible.', otherCustomer: 'One at a time.' },
      reach: new Map([
        [
          'f',
          {
            slots: new Map(),
            tools: new Set<string>(),
            judged: new Set(judgedTools),
            light: false,
            answers: false,
            changes: false,
          },
        ],
      ]),
    },
    {
      actions: () => actions,
      judge: {
        version: () => 'v1',
        inWords: () => [],
        judge: async (request) => {
          requests.push(request);
          const decision = reasons[0]?.decision ?? 'allow';
          return verdictOn(request.action, { decision, reasons, policy_version: 'v1', now: request.now });
        },
      },
    },
  );
  const update = await node(
    threadState('x', {
      goals: [goalOf('f', { ...newFrame('f', ''), slots: { why: 'late' } })],
      proposal: dryOf(args, name),
      ...state,
    }),
    { ...runContext(), note: (note) => void notes.push(note) },
  );
  return { update, requests, detail: notes[0]?.detail };
}

describe('an action that is only judged', () => {
  test('goes back to the flow with a mark if no rule surely denies it, and is noted, not recorded', async () => {
    const { update, detail } = await judged({ id: 'A' });
    expect(update).toMatchObject({
      proposal: null,
      verdict: null,
      denials: 0,
      lastAction: { status: 'judged', result: null, reasons: [] },
    });
    expect(update).not.toHaveProperty('pending');
    expect(update).not.toHaveProperty('draft');
    expect(update).not.toHaveProperty('escalation');
    expect(detail).toEqual({ action: 'pay', dry: true, rules: [], codes: [], micros: 0 });
  });

  test('is denied by rules that deny, and by no others', async () => {
    const { update, detail } = await judged({ id: 'A' }, [
      reason('deny'),
      reason('review'),
      reason('confirm'),
    ]);
    expect(update).toMatchObject({
      denials: 1,
      lastAction: { status: 'denied', reasons: [{ code: 'c-deny' }] },
    });
    expect(detail).toMatchObject({ decision: 'deny', rules: ['r-deny'], codes: ['c-deny'] });
    for (const decision of ['review', 'confirm', 'modify'] as const)
      expect((await judged({ id: 'A' }, [reason(decision)])).update).toMatchObject({
        lastAction: { status: 'judged', reasons: [] },
      });
  });

  test('is denied only by codes that count, and always where it is the record of somebody else', async () => {
    const only = { state: { proposal: { ...dryOf({ id: 'A' }), only: ['c-other'] } } };
    expect((await judged({ id: 'A' }, [reason('deny')], only)).update).toMatchObject({
      denials: 0,
      lastAction: { status: 'judged', reasons: [] },
    });
    expect(
      (await judged({ id: 'A' }, [reason('deny', { code: 'c-other' })], only)).update.lastAction,
    ).toMatchObject({ status: 'denied', reasons: [{ code: 'c-other' }] });
    const strangers = reason('deny', { about: 'identity' });
    expect((await judged({ id: 'A' }, [strangers], only)).update.lastAction).toMatchObject({
      status: 'denied',
    });
  });

  test('tells nothing of a record while it is open whose it is', async () => {
    const open = reason('review', { about: 'identity' });
    expect((await judged({ id: 'A' }, [reason('deny'), open])).update.lastAction).toMatchObject({
      status: 'judged',
    });
    const identity = reason('deny', { about: 'identity', code: 'other' });
    expect((await judged({ id: 'A' }, [reason('deny'), identity, open])).update.lastAction).toMatchObject({
      reasons: [{ code: 'other' }],
    });
  });

  test('may lack arguments, and is denied for one that does not fit or that the tool does not take', async () => {
    for (const args of [{}, { id: 'A' }, { amount: 2 }])
      expect((await judged(args)).update).toMatchObject({ lastAction: { status: 'judged' } });
    for (const args of [{ id: 5 }, { id: 'A', amout: 2 }])
      expect(await judged(args)).toMatchObject({
        requests: [],
        update: { lastAction: { status: 'denied', reasons: [{ code: 'arguments_invalid' }] } },
      });
  });

  test('must be of the tools that its flow calls or judges', async () => {
    for (const given of [{ name: 'other' }, { judgedTools: [] }])
      expect(await judged({ id: 'A' }, [], given)).toMatchObject({
        requests: [],
        update: { lastAction: { status: 'denied', reasons: [{ origin: 'engine' }] } },
      });
  });

  test('is judged by what the customer said for this goal: neither a yes nor an approval counts', async () => {
    const slot = (value: string) => ({ value, span: value, turn_id: 't0' });
    const slots = { why: slot('late'), cause: slot('of another goal') };
    const action = { name: 'pay', arguments: { id: 'A', amount: 2 } };
    const hash = actionHash(action);
    const frame = { ...newFrame('f', ''), slots: { why: 'late' } };
    const { requests } = await judged(action.arguments, [], {
      state: {
        session: { ...EMPTY_SESSION, customer_id: 'ada', slots },
        confirmed: hash,
        goals: [{ ...goalOf('f', frame), approved: hash } as NodeState['goals'][number]],
      },
    });
    expect(requests).toMatchObject([
      {
        action,
        session: { why: 'late', user: 'ada', user_confirmed: false },
        approved: false,
        partial: true,
      },
    ]);
    expect(requests[0]?.session).not.toHaveProperty('cause');
  });
});

test('execution refuses what is only judged, whatever verdict stands beside it', async () => {
  const proposal = dryOf({ id: 'A', amount: 2 });
  const node = execute(
    {
      tools: new Map([['pay', { ...pay, run: never }]]),
      openers: () => [],
      identityAs: 'user',
      identityTools: [],
      identityArgument: null,
      identityAttempts: 1,
      denials: 1,
      says: { ...SAYS, notPossible: 'No.' },
      settleMs: 10,
    },
    {
      actions: () => actions,
      threads: () => ({ identify: never }),
      judge: { version: () => 'v1', inWords: () => [], judge: never },
    },
  );
  const verdict = verdictOn(proposal.action, {
    decision: 'allow',
    reasons: [],
    policy_version: 'v1',
    now: new Date(0),
  });
  const state = threadState('x', { proposal, verdict, confirmed: actionHash(proposal.action) });
  expect(await node(state, runContext())).toMatchObject({ escalation: { code: 'not_allowed' } });
});
