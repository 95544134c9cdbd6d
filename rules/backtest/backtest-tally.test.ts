import { expect, test } from 'vitest';
import type { Decision } from '../../core/verdict.ts';
import type { NewDecision, Rejudgement } from './backtest-judge.ts';
import { backtestTally } from './backtest-tally.ts';

const reason = (rule: string, decision: Decision) => ({
  origin: 'policy' as const,
  rule,
  decision,
  code: 'c',
  tell: 't',
  why: 'w',
});
const rejudgement = (
  id: string,
  from: Decision,
  to: NewDecision,
  { rules = ['r'], intent = 'cancel' as string | null, unrecorded = [] as string[] } = {},
): Rejudgement =>
  ({
    recorded: {
      agent: 'a',
      thread_id: 'th',
      turn_id: 'tu',
      action_id: id,
      intent,
      status: 'executed',
      at: 'now',
      verdict: { action: { name: 'pay', arguments: {} }, decision: from, reasons: [reason('old', from)] },
    },
    from,
    to,
    reasons: [reason('new', 'deny')],
    rules,
    unrecorded,
  }) as unknown as Rejudgement;

test('everything is counted once, flips by what they were, by rule and by intent', () => {
  const tally = backtestTally(1);
  tally.left();
  tally.same();
  tally.same();
  tally.differs(rejudgement('a1', 'allow', 'deny', { rules: ['r', 's'] }), 1050);
  tally.differs(rejudgement('a2', 'allow', 'deny', { intent: null }), 2000);
  tally.differs(rejudgement('a3', 'allow', 'deny'), null);
  tally.differs(rejudgement('a4', 'deny', 'review'), 500);
  tally.differs(rejudgement('a5', 'review', 'unknown', { rules: [], unrecorded: ['x', 'y'] }), null);
  tally.differs(rejudgement('a6', 'deny', 'unknown', { rules: [], unrecorded: ['y'] }), 100);

  const denied = { from: 'allow', to: 'deny', actions: 3, at_stake_usd: 30.5, without_amount: 1 };
  const softer = { from: 'deny', to: 'review', actions: 1, at_stake_usd: 5, without_amount: 0 };
  const open = { from: 'review', to: 'unknown', actions: 1, at_stake_usd: 0, without_amount: 1 };
  const lost = { from: 'deny', to: 'unknown', actions: 1, at_stake_usd: 1, without_amount: 0 };
  const totals = tally.totals();
  expect(totals).toMatchObject({
    actions: 9,
    same: 2,
    flipped: 4,
    weakened: 1,
    unknown: 2,
    engine: 1,
    flips: [denied, softer, lost, open],
    by_rule: [
      { rule: 'r', ...denied },
      { rule: 'r', ...softer },
      { rule: 's', from: 'allow', actions: 1, at_stake_usd: 10.5 },
    ].toSorted((a, b) => b.actions - a.actions || b.at_stake_usd - a.at_stake_usd),
    unrecorded_facts: [
      { fact: 'y', actions: 2 },
      { fact: 'x', actions: 1 },
    ],
  });
  expect(totals.by_intent[0]).toMatchObject({ intent: 'cancel', from: 'allow', actions: 2 });
  expect(totals.by_intent).toContainEqual(expect.objectContaining({ intent: null, at_stake_usd: 20 }));
});

test.each<[Decision, NewDecision, number]>([
  ['deny', 'review', 1],
  ['review', 'confirm', 1],
  ['confirm', 'modify', 1],
  ['modify', 'allow', 1],
  ['allow', 'modify', 0],
  ['review', 'deny', 0],
  ['deny', 'unknown', 0],
])('%s that becomes %s is weaker: %i', (from, to, weakened) => {
  const tally = backtestTally(1);
  tally.differs(rejudgement('a', from, to), null);
  expect(tally.totals().weakened).toBe(weakened);
});

test('of each kind of flip the examples are those with the most at stake', () => {
  const tally = backtestTally(2);
  tally.differs(rejudgement('none', 'allow', 'deny'), null);
  tally.differs(rejudgement('nothing', 'allow', 'deny'), 0);
  tally.differs(rejudgement('more', 'allow', 'deny'), 990);
  tally.differs(rejudgement('less', 'deny', 'allow'), null);
  const { examples } = tally.totals();
  expect(examples.map(({ action_id, at_stake_usd }) => [action_id, at_stake_usd])).toEqual([
    ['more', 9.9],
    ['nothing', 0],
    ['less', null],
  ]);
  expect(examples[0]).toEqual({
    agent: 'a',
    thread_id: 'th',
    turn_id: 'tu',
    action_id: 'more',
    intent: 'cancel',
    status: 'executed',
    at: 'now',
    action: { name: 'pay', arguments: {} },
    at_stake_usd: 9.9,
    from: { decision: 'allow', reasons: [reason('old', 'allow')] },
    to: { decision: 'deny', reasons: [reason('new', 'deny')] },
  });
});
