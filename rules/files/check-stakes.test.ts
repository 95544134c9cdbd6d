import { expect, test } from 'vitest';
import type { Fact, Stake } from '../schemas/facts-schema.ts';
import { checkStakes } from './check-stakes.ts';

const order: Fact = {
  type: 'object',
  meaning: 'for the test',
  source: { from: 'record', tool: 'get_order', with: {} },
  properties: { amount: { type: 'number' }, status: { type: 'string' } },
};
const context = {
  facts: new Map([['order', order]]),
  computed: {},
  tools: new Map([['pay', { effects: true, shape: {}, required: [] }]]),
};
const sound: Stake = { tools: ['pay'], fact: 'order', path: '$.amount', unit: 'dollars' };

test.each<{ what: string; stakes: readonly Stake[]; codes: readonly string[] }>([
  { what: 'an amount in a record', stakes: [sound], codes: [] },
  { what: 'an unknown fact', stakes: [{ ...sound, fact: 'ordr' }], codes: ['POLICY_UNKNOWN_FACT'] },
  { what: 'an unknown path', stakes: [{ ...sound, path: '$.amont' }], codes: ['POLICY_UNKNOWN_PATH'] },
  { what: 'an unknown tool', stakes: [{ ...sound, tools: ['pray'] }], codes: ['POLICY_UNKNOWN_TOOL'] },
  { what: 'what is no number', stakes: [{ ...sound, path: '$.status' }], codes: ['POLICY_TYPE_MISMATCH'] },
  { what: 'one tool twice', stakes: [sound, sound], codes: ['POLICY_DUPLICATE_STAKE'] },
])('a stake that names $what is told $codes', ({ stakes, codes }) => {
  expect(checkStakes(stakes, context).map(({ code }) => code)).toEqual(codes);
});

test.each<[readonly Stake[], object]>([
  [
    [{ ...sound, path: '$.status' }],
    { path: ['stakes', 0, 'fact'], message: expect.stringContaining('number') },
  ],
  [
    [{ ...sound, tools: ['pay', 'pray'] }],
    { path: ['stakes', 0, 'tools', 1], message: 'unknown tool `pray`' },
  ],
  [[sound, sound], { path: ['stakes', 1, 'tools', 0], message: '`pay` has a stake already' }],
])('%j is told at its place', (stakes, problem) => {
  expect(checkStakes(stakes, context)).toMatchObject([problem]);
});

test('an amount that may be null is an amount', () => {
  const nullable = { ...order, properties: { amount: { type: ['null'] as const } } };
  expect(checkStakes([sound], { ...context, facts: new Map([['order', nullable as never]]) })).toEqual([]);
});
