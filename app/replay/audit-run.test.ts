import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { Judge, JudgeRequest } from '../../core/ports/judge.ts';
import type { Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import type { Verdict } from '../../core/verdict.ts';
import { auditRun } from './audit-run.ts';

const now = new Date(0);
const action = (name: string) => ({ name, arguments: { id: name } });

const verdict = (name: string, decision: Verdict['decision']): Verdict => ({
  decision,
  rules: decision === 'allow' ? [] : [`rule-${decision}`],
  codes: [],
  reasons: [],
  action: action(name),
  policy_version: 'v1',
  facts: {},
  now: now.toISOString(),
  micros: 0,
});

const row = (name: string, status: ActionRow['status'] = 'executed'): ActionRow => ({
  action_id: name,
  thread_id: 'thread',
  turn_id: 'turn',
  intent: null,
  proposal: { action_id: name, action: action(name), by: 'model', call_id: null, problem: null, origin: '' },
  verdict: verdict(name, 'allow'),
  status,
  result: null,
  at: now.toISOString(),
});

const tool = (name: string, result: Json): [string, Tool] => [
  name,
  {
    name,
    description: name,
    title: name,
    input: z.object({}),
    effects: false,
    run: async () => result,
  },
];
const tools = new Map([
  tool('find', 'ada'),
  tool('open_card', { name: 'Ada' }),
  tool('lose_card', { exists: false }),
  tool('renew', 'done'),
]);

/** Allows what a known customer said yes to, and keeps what it was asked. */
function judgeOf(asked: JudgeRequest[]): Judge {
  return {
    version: () => 'v1',
    inWords: () => [],
    judge: async (request) => {
      asked.push(request);
      const { member, user_confirmed } = request.session;
      if (request.action.name !== 'renew') return verdict(request.action.name, 'allow');
      if (member === null) return verdict(request.action.name, 'deny');
      return verdict(request.action.name, user_confirmed ? 'allow' : 'confirm');
    },
  };
}

const audit = (
  actions: readonly ActionRow[],
  confirmed: readonly string[],
  asked: JudgeRequest[] = [],
  said: readonly string[] = [],
) =>
  auditRun({
    actions,
    confirmed: new Set(confirmed),
    attested: new Map([['turn', { cause: { value: 'illness', span: 'a fever', turn_id: 'turn' } }]]),
    said,
    tools,
    judge: judgeOf(asked),
    identity: { tools: ['find', 'open_card', 'lose_card'], argument: 'id', as: 'member' },
    now,
  });

describe('auditRun', () => {
  test('finds nothing where each action was allowed with what was known before it', async () => {
    const asked: JudgeRequest[] = [];
    expect(await audit([row('find'), row('renew')], ['renew'], asked)).toEqual([]);
    expect(asked.map(({ history }) => history.map(({ name }) => name))).toEqual([[], ['find']]);
  });

  test('knows whom a tool identified that answers a record, by the argument that is the id', async () => {
    const asked: JudgeRequest[] = [];
    expect(await audit([row('open_card'), row('renew')], ['renew'], asked)).toEqual([]);
    expect(asked.map(({ session }) => session['member'])).toEqual([null, 'open_card']);
  });

  test.each([
    {
      why: 'ran for a record that is not there',
      actions: [row('lose_card'), row('renew')],
      confirmed: ['renew'],
      decision: 'deny',
    },
    { why: 'ran without a yes', actions: [row('find'), row('renew')], confirmed: [], decision: 'confirm' },
    { why: 'ran for nobody', actions: [row('renew')], confirmed: ['renew'], decision: 'deny' },
  ])('reports an action that $why', async ({ actions, confirmed, decision }) => {
    expect(await audit(actions, confirmed)).toEqual([
      { ...action('renew'), decision, rules: [`rule-${decision}`] },
    ]);
  });

  test('takes a slot from the words of the customer, and from no other words', async () => {
    const asked: JudgeRequest[] = [];
    await audit([row('find')], [], asked, ['I have a fever']);
    await audit([row('find')], [], asked, ['Hello']);
    expect(asked.map(({ session }) => session['cause'] ?? null)).toEqual(['illness', null]);
  });

  test('asks nothing about what did not run', async () => {
    expect(await audit([row('renew', 'denied'), row('renew', 'confirm')], [])).toEqual([]);
  });
});
