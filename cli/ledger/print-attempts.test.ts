import { expect, test } from 'vitest';
import { stepOf } from '../../test/fixtures/ledger/rows.ts';
import { prettyAttempts } from './print-attempts.ts';

const attempt = (model: string, end: string, more: object = {}) => ({
  ...{ model, end, ms: 1200.4, cost_nano: 0 },
  ...{ input_tokens: 0, cached_tokens: 0, output_tokens: 0 },
  ...more,
});

test('retries and fallbacks are counted, each call with its end, time, tokens and cost', () => {
  const paid = { input_tokens: 900, cached_tokens: 400, output_tokens: 20, cost_nano: 1_234_567 };
  const attempts = [
    attempt('small\u001b', 'status_503'),
    attempt('small\u001b', 'late'),
    attempt('large', 'answered', { ...paid, usage: 'estimated' }),
  ];
  expect(prettyAttempts(stepOf(2, { node: 'act', detail: { attempts } }))).toEqual([
    'models in step 2: 3 calls, 1 retry, 1 fallback',
    '  small\\x1b  status_503  1200 ms  0 in, 0 cached, 0 out  $0',
    '  small\\x1b  late  1200 ms  0 in, 0 cached, 0 out  $0',
    '  large  answered  1200 ms  900 in, 400 cached, 20 out  $0.001235  usage estimated',
  ]);
});

test('a model that was left alone is no call', () => {
  const attempts = [attempt('small', 'left_alone'), attempt('large', 'answered')];
  expect(prettyAttempts(stepOf(1, { node: 'act', detail: { attempts } })).slice(0, 2)).toEqual([
    'models in step 1: 1 call, 1 fallback',
    '  small  left alone, it had failed repeatedly',
  ]);
});

test('a step without a model, or with one call, has no such lines', () => {
  expect(prettyAttempts(stepOf(1))).toEqual([]);
  expect(prettyAttempts(stepOf(2, { node: 'act', detail: {} }))).toEqual([]);
});
