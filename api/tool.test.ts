import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { memoryRecords } from '../adapters/records/memory-records.ts';
import { NOT_FOUND, NotDone } from '../core/tool.ts';
import { money } from '../core/values/money.ts';
import { records } from './records.ts';
import { tryTool } from './testing.ts';
import { tool, toolset } from './tool.ts';

const Loan = z.object({ title: z.string(), fee: money('USD', 'cents') });
const loans = records('loans', Loan);
const world = () =>
  memoryRecords({ loans: { L1: { title: 'Moss', fee: 50 }, L2: { title: 3, fee: 'much' } } });
const input = z.strictObject({ loan_id: z.string() });

const getLoan = tool({
  name: 'get_loan',
  title: 'look up a loan',
  description: 'Reads a loan.',
  input,
  output: Loan,
  run: async ({ loan_id }, call) => (await loans.get(call, loan_id)) ?? NOT_FOUND,
});

const waive = tool({
  name: 'waive_fee',
  title: 'waive the fee',
  description: 'Waives the fee of a loan.',
  input,
  output: z.object({ waived: money('USD', 'cents') }),
  effects: true,
  idempotency: 'key',
  run: ({ loan_id }, call) =>
    call.commit((change) => {
      const loan = loans.in(change).get(loan_id);
      if (!loan?.fee) throw new NotDone({ tell: 'There is no fee.', detail: `no fee on ${loan_id}` });
      loans.in(change).put(loan_id, { ...loan, fee: 0 });
      return { waived: loan.fee };
    }),
  preview: ({ loan_id }) => ({ title: `Waive the fee of ${loan_id}`, lines: [] }),
});

describe('a read', () => {
  test('answers a record in its shape, and what does not exist', async () => {
    const { run } = tryTool(getLoan, { records: world() });
    expect(await run({ loan_id: 'L1' })).toEqual({ title: 'Moss', fee: 50 });
    expect(await run({ loan_id: 'L9' })).toBe(NOT_FOUND);
  });

  test('of a record in another shape fails, and says which and where', async () => {
    await expect(tryTool(getLoan, { records: world() }).run({ loan_id: 'L2' })).rejects.toThrow(
      'the record `L2` of `loans` is malformed: `title`: invalid input: expected string, received number',
    );
  });
});

describe('an effect', () => {
  test('happens once under a key, and answers the first result again', async () => {
    const shop = world();
    const { run } = tryTool(waive, { records: shop, key: 'a' });
    expect(await run({ loan_id: 'L1' })).toEqual({ waived: 50 });
    expect(await run({ loan_id: 'L1' })).toEqual({ waived: 50 });
    expect(await loans.list({ records: memoryRecords({}) })).toEqual([]);
    expect(await loans.get({ records: shop }, 'L1')).toEqual({ title: 'Moss', fee: 0 });
  });

  test('that is not done leaves nothing behind', async () => {
    const { run } = tryTool(waive, { records: world() });
    await expect(run({ loan_id: 'L9' })).rejects.toMatchObject({ name: 'NotDone', tell: 'There is no fee.' });
  });

  test('is shown by its preview', async () => {
    expect(await tryTool(waive).preview({ loan_id: 'L1' })).toMatchObject({ title: 'Waive the fee of L1' });
  });
});

test('a result of another shape than `output` is an error that names tool and place', async () => {
  const wrong = tool({
    name: 'get_loan',
    title: 'look up a loan',
    description: 'Reads a loan.',
    input,
    output: Loan,
    run: async () => ({ title: 'Moss', fee: '50' }) as never,
  });
  await expect(tryTool(wrong).run({ loan_id: 'L1' })).rejects.toThrow(
    '`get_loan` answered something else than its `output` declares: `fee`: invalid input: expected number, received string',
  );
});

test('a toolset gives its tools the records that it is given', async () => {
  const { tools, facts } = toolset({ tools: [getLoan, waive] })({ records: world() });
  expect(tools.map(({ name, effects }) => [name, effects])).toEqual([
    ['get_loan', false],
    ['waive_fee', true],
  ]);
  expect(facts).toEqual({});
  const call = { key: 'k', now: new Date(0), signal: AbortSignal.timeout(1000) };
  expect(await tools[0]?.run({ loan_id: 'L1' }, call)).toEqual({ title: 'Moss', fee: 50 });
});
