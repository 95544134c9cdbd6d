import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actionHash, type Proposal, type ProposedAction } from '../../core/action.ts';
import { Slot } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { ActionLog, ActionRow, ActionStatus } from '../../core/ports/action-log.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import type { Tool } from '../../core/tool.ts';
import type { Decision, Verdict } from '../../core/verdict.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf } from '../../test/thread-state.ts';
import { validate } from './validate.ts';

const phone = Slot.parse({ type: 'id', ask: 'Phone?', pattern: '(\\d{3})-(\\d{4})', as: '{1}{2}' });
/** A flow that has made 5550142 of what the customer said. */
const REACH = {
  slots: new Map([['phone', phone]]),
  tools: new Set<string>(),
  judged: new Set<string>(),
  light: false,
  answers: false,
  changes: false,
};

function validated(
  action: ProposedAction | null,
  {
    by = 'model' as Proposal['by'],
    decision = 'allow' as Decision,
    standing = [] as readonly Partial<ActionRow>[],
    identityTools = [] as readonly string[],
  } = {},
) {
  const recorded: { verdict: Verdict }[] = [];
  const asked: ProposedAction[] = [];
  const actions = {
    history: async () => [],
    list: async () => standing,
    judged: async (entry: never) => recorded.push(entry) > 0,
  } as unknown as ActionLog;
  const tools = new Map(
    ['pay', 'other', 'transfer'].map((name) => [
      name,
      {
        name,
        title: name,
        input:
          name === 'transfer'
            ? z.object({ urgent: z.number(), summary: z.string(), cents: z.coerce.number() }).partial()
            : z.object({}),
      } as unknown as Tool,
    ]),
  );
  const node = validate(
    {
      tools,
      actionSpace: () => ['pay', 'transfer'],
      openers: () => [],
      identityAs: 'user',
      identityTools,
      identityArgument: null,
      escalationTool: 'transfer',
      denials: 3,
      says: { ...SAYS, notPossible: 'That is not possible.', otherCustomer: 'One customer at a time.' },
      reach: new Map([['find', REACH]]),
    },
    {
      actions: () => actions,
      judge: {
        version: () => 'v1',
        inWords: () => [],
        judge: async (request) => {
          asked.push(request.action);
          return {
            decision,
            rules: [],
            codes: [],
            reasons: [],
            action: request.action,
            policy_version: 'v1',
            facts: {},
            now: '',
            micros: 0,
          };
        },
      },
    },
  );
  const proposal = action && {
    action_id: 'a',
    action,
    by,
    call_id: null,
    problem: null,
    origin: actionHash(action),
  };
  const update = node(
    {
      messages: [],
      turn_id: 't',
      session: EMPTY_SESSION,
      goals: [goalOf('find', { ...newFrame('find', 'hi'), slots: { phone: '5550142' } })],
      proposal,
      confirmed: null,
      denials: 0,
      spoken: [],
    },
    { tenant: 'shop', thread_id: 'th', now: new Date(0), note: () => {}, signal: AbortSignal.timeout(100) },
  );
  return update.then((result) => ({ result, recorded, asked }));
}

test('what is outside the action space is denied on record, and no rule is asked', async () => {
  const { result, recorded, asked } = await validated({ name: 'other', arguments: {} });
  expect(result).toMatchObject({ lastAction: { status: 'denied' }, proposal: null });
  const rule = 'engine-action-space';
  const code = 'outside_action_space';
  expect(recorded[0]?.verdict).toMatchObject({
    decision: 'deny',
    rules: [rule],
    codes: [code],
    reasons: [
      {
        rule,
        decision: 'deny',
        code,
        tell: 'That is not possible.',
        detail: expect.stringContaining('not available'),
      },
    ],
    policy_version: 'v1',
    facts: { action_hash: actionHash({ name: 'other', arguments: {} }) },
  });
  expect(asked).toEqual([]);
});

test.each([
  { by: 'flow', said: '5550142', decision: 'allow' },
  { by: 'flow', said: '5550143', decision: 'deny' },
  { by: 'model', said: '5550142', decision: 'deny' },
] as const)('identifying by $said, proposed by a $by: $decision', async ({ by, said, decision }) => {
  const action = { name: 'transfer', arguments: { summary: said } };
  const { recorded, asked } = await validated(action, { by, identityTools: ['transfer'] });
  expect(asked).toHaveLength(decision === 'allow' ? 1 : 0);
  expect(recorded[0]?.verdict.decision).toBe(decision);
});

test('a person may choose any tool, and rules are asked', async () => {
  const { result, asked } = await validated({ name: 'other', arguments: {} }, { by: 'person' });
  expect(result.verdict?.decision).toBe('allow');
  expect(result.escalation ?? null).toBeNull();
  expect(asked).toHaveLength(1);
});

test('the tool that means a person calls one, if rules allow it', async () => {
  const action = { name: 'transfer', arguments: { summary: 'the lamp is broken' } };
  expect((await validated(action)).result).toMatchObject({
    escalation: { code: 'agent_transfers', reason: expect.stringContaining('the lamp is broken') },
  });
  expect((await validated(action, { decision: 'deny' })).result).toMatchObject({
    lastAction: { status: 'denied' },
    escalation: null,
  });
});

test.each([
  [
    'the words beside what is no text',
    { urgent: 1, summary: 'broken lamp' },
    'asks for a person: broken lamp',
  ],
  ['that there are none', { urgent: 1 }, 'asks for a person: no summary'],
  ['no more than 500 characters', { summary: 'a'.repeat(501) }, `: ${'a'.repeat(499)}…`],
])('the person reads %s', async (_what, args, reason) => {
  const { result } = await validated({ name: 'transfer', arguments: args });
  expect(result.escalation?.reason.endsWith(reason)).toBe(true);
});

test('a number that was heard as text is a number for rules and for the tool', async () => {
  const { asked, result } = await validated({ name: 'transfer', arguments: { cents: '500', summary: '7' } });
  expect(asked).toEqual([{ name: 'transfer', arguments: { cents: 500, summary: '7' } }]);
  expect(result.proposal?.action).toEqual(asked[0]);
});

test('without a proposal a person is called', async () => {
  expect((await validated(null)).result).toMatchObject({
    escalation: { code: 'nothing_to_judge', reason: expect.stringContaining('no action') },
  });
});

describe('an action that was begun before a crash', () => {
  const action = { name: 'pay', arguments: {} };
  const verdict = { decision: 'allow', action, policy_version: 'v0' } as Verdict;
  const begun = (status: ActionStatus, origin = actionHash(action)) =>
    ({ status, verdict, proposal: { origin } as Proposal }) satisfies Partial<ActionRow>;

  test.each(['claimed', 'executed', 'failed', 'in_doubt'] as const)(
    'goes on to be settled when it is %s, though it would be denied now',
    async (status) => {
      const ended = await validated(action, { decision: 'deny', standing: [begun(status)] });
      expect(ended.result).toMatchObject({ proposal: { action }, verdict });
      expect(ended.result.lastAction).toBeUndefined();
      expect([ended.asked, ended.recorded]).toEqual([[], []]);
    },
  );

  test.each(['allowed', 'confirm', 'review', 'denied'] as const)(
    'is judged anew when it was only %s',
    async (status) => {
      const ended = await validated(action, { decision: 'deny', standing: [begun(status)] });
      expect(ended.result).toMatchObject({ lastAction: { status: 'denied' } });
      expect(ended.asked).toEqual([action]);
    },
  );

  test('goes to a person when the replay proposes something else', async () => {
    const ended = await validated(action, { standing: [begun('claimed', 'another')] });
    expect(ended.result).toMatchObject({ escalation: { code: 'effect_unknown', proposal: null } });
    expect(ended.result.proposal).toBeUndefined();
  });
});
