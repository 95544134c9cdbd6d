import { expect, test } from 'vitest';
import { ARGUMENTS_LIMIT, CALLS_LIMIT } from '../core/values/size-limits.ts';
import { fittingCalls, fittingText } from './fitting-answer.ts';

const call = (args: string, name = 'pay') => ({ id: 'c1', name, arguments: args });

test('arguments at the limit are kept as they came', () => {
  const args = 'a'.repeat(ARGUMENTS_LIMIT);
  expect(fittingCalls([call(args)])).toEqual([{ ...call(args), problem: null }]);
});

test('arguments over the limit are left out, and what was wrong is said', () => {
  expect(fittingCalls([call('a'.repeat(ARGUMENTS_LIMIT + 1))])).toEqual([
    { ...call('{}'), problem: 'the arguments have 16001 characters; the limit is 16000' },
  ]);
});

test('a name without end is cut', () => {
  expect(fittingCalls([call('{}', 'x'.repeat(1000))])[0]?.name).toHaveLength(64);
});

test('calls without end are not all read', () => {
  expect(fittingCalls(Array.from({ length: 1000 }, () => call('{}')))).toHaveLength(CALLS_LIMIT);
});

test('the text beside a call is cut', () => {
  expect(fittingText('short')).toBe('short');
  expect(fittingText('a'.repeat(100_000))).toHaveLength(8000);
});
