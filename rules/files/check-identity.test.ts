import { describe, expect, test } from 'vitest';
import type { Condition, RulesFile } from '../schemas/rules-schema.ts';
import { undeclaredIdentity } from './check-identity.ts';

const identity = new Set(['customer_id']);
const leaf = (fact: string, operator: string, value: unknown): Condition =>
  ({ fact, operator, value }) as Condition;
const other = leaf('order', 'notEqual', { fact: 'customer_id' });
const unknown = leaf('customer_id', 'equal', null);
const late = leaf('days', 'greaterThan', 7);

function problems(conditions: Condition, type = 'deny', params: object = {}) {
  const rule = { name: 'r', why: 'Because it is so.', conditions, event: { type, params } };
  const file = { appliesTo: { tools: ['pay'] }, default: 'allow', rules: [rule] };
  return undeclaredIdentity(file as unknown as RulesFile, identity);
}

describe('a denial by who the customer is that does not say so', () => {
  test.each<[string, Condition]>([
    ["a record that is another customer's", { all: [late, other] }],
    ['the same the other way round', { any: [leaf('customer_id', 'notEqual', { fact: 'user_id' })] }],
    ['a customer who is not known', { all: [unknown] }],
    ['not their own', { not: leaf('user_id', 'equal', { fact: 'customer_id' }) }],
    ['not their own, among others', { not: { any: [late, { not: unknown }] } }],
  ])('is warned of: %s', (_what, conditions) => {
    expect(problems(conditions)).toMatchObject([
      {
        code: 'POLICY_IDENTITY_TOLD',
        severity: 'warning',
        path: ['rules', 0, 'event', 'params'],
        help: 'add `"about": "identity"` to its `params`',
      },
    ]);
  });

  test.each<[string, Condition, string?, object?]>([
    ['it says so', { all: [other] }, 'deny', { about: 'identity' }],
    ['it denies nothing', { all: [other] }, 'review'],
    ['it compares other things', { all: [leaf('order', 'notEqual', { fact: 'user_id' }), late] }],
    ['it only wants the customer to be known', { all: [leaf('customer_id', 'notEqual', null), late] }],
    ['it only wants that, said otherwise', { all: [{ not: { all: [unknown] } }, late] }],
  ])('is not where %s', (_what, conditions, type, params) => {
    expect(problems(conditions, type, params)).toEqual([]);
  });
});
