import { expect, test } from 'vitest';
import { z } from 'zod';
import { actionHash, type Proposal, type ProposedAction } from '../core/action.ts';
import type { ActionLog } from '../core/ports/ledger.ts';
import { EMPTY_SESSION } from '../core/session.ts';
import type { Tool } from '../core/tool.ts';
import type { Decision } from '../core/verdict.ts';
import { validate } from './validate.ts';

function validated(
  action: ProposedAction | null,
  { by = 'model' as Proposal['by'], decision = 'allow' as Decision } = {},
) {
  const recorded: { verdict: { decision: Decision } }[] = [];
  const asked: ProposedAction[] = [];
  const actions = {
    history: async () => [],
    judged: async (entry: never) => recorded.push(entry) > 0,
  } as unknown as ActionLog;
  const tools = new Map(
    ['pay', 'other', 'transfer'].map((name) => [
      name,
      {
        name,
        title: name,
        input: z.object(name === 'transfer' ? { summary: z.string() } : {}),
      } as unknown as Tool,
    ]),
  );
  const node = validate(
    {
      tools,
      actionSpace: () => ['pay', 'transfer'],
      identityAs: 'user',
      identityTools: [],
      identityArgument: null,
      escalationTool: 'transfer',
      denials: 3,
    },
    {
      actions,
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
      turn: { turn_id: 't', text: '', proposals: 1, steps: 1 },
      session: EMPTY_SESSION,
      intents: [],
      proposal,
      consent: { confirmed: null, approved: null },
      denials: 0,
      spoken: [],
    },
    { thread_id: 'th', now: new Date(0), note: () => {}, signal: AbortSignal.timeout(100) },
  );
  return update.then((result) => ({ result, recorded, asked }));
}

test('what is outside the action space is denied on record, and no rule is asked', async () => {
  const { result, recorded, asked } = await validated({ name: 'other', arguments: {} });
  expect(result).toMatchObject({ ended: { status: 'denied' }, proposal: null });
  expect(recorded[0]?.verdict.decision).toBe('deny');
  expect(asked).toEqual([]);
});

test('a person may choose any tool, and rules are asked', async () => {
  const { result, asked } = await validated({ name: 'other', arguments: {} }, { by: 'person' });
  expect(result.verdict?.decision).toBe('allow');
  expect(asked).toHaveLength(1);
});

test('the tool that means a person calls one, if rules allow it', async () => {
  const action = { name: 'transfer', arguments: { summary: 'the lamp is broken' } };
  expect((await validated(action)).result).toMatchObject({
    escalation: { code: 'agent_transfers', reason: expect.stringContaining('the lamp is broken') },
  });
  expect((await validated(action, { decision: 'deny' })).result).toMatchObject({
    ended: { status: 'denied' },
    escalation: null,
  });
});

test('without a proposal a person is called', async () => {
  expect((await validated(null)).result).toMatchObject({ escalation: { code: 'nothing_to_judge' } });
});
