import { expect, test } from 'vitest';
import { assemblePolicy } from '../files/assemble-policy.ts';
import { CASES_NOW, type Case } from '../schemas/cases-schema.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { runCase } from './run-case.ts';

const age: Fact = { type: 'integer', meaning: 'How many days old it is.', source: { from: 'computed' } };
const days = {
  needs: [],
  compute: (_: unknown, now: Date) => Math.floor((now.getTime() - Date.parse('2026-01-01')) / 86_400_000),
};
const facts = new Map([['age', age]]);
const policy = assemblePolicy(
  'test',
  [
    {
      topic: 'pay',
      value: {
        appliesTo: { tools: ['pay'] },
        default: 'allow',
        rules: [
          {
            name: 'not-old',
            why: 'w',
            conditions: { all: [{ fact: 'age', operator: 'greaterThan', value: 30 }] },
            event: { type: 'deny', params: { code: 'old', tell: 't' } },
          },
        ],
      },
    },
  ],
  { facts, computed: { age: days }, tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]) },
);
const given = { session: {}, facts: {} };
const decided = async (times: { readonly own?: string; readonly file?: string }) => {
  const each = {
    name: 'a case',
    action: { name: 'pay', arguments: {} },
    session: {},
    facts: {},
    history: [],
    approved: false,
    expect: { decision: 'allow', rules: [] },
    ...(times.own === undefined ? {} : { now: times.own }),
  } as unknown as Case;
  const file = times.file === undefined ? given : { ...given, now: times.file };
  const judgement = await runCase(file, each, { policy, computed: { age: days }, now: new Date(CASES_NOW) });
  return judgement.decision;
};

test.each([
  [{}, 'allow'],
  [{ file: '2026-03-01T00:00:00Z' }, 'deny'],
  [{ own: '2026-03-01T00:00:00Z' }, 'deny'],
  [{ own: '2026-01-10T00:00:00Z', file: '2026-03-01T00:00:00Z' }, 'allow'],
])('a case is judged when it or its file says, else at a stated time: %o is %s', async (times, decision) => {
  expect(await decided(times)).toBe(decision);
});
