import { expect, test } from 'vitest';
import { AgentError } from '../errors.ts';
import { attemptsOf, completionNote, failureNote, summedUsage, tellingAttempts } from './attempts.ts';

const attempt = (model: string, cost_nano: number, more: object = {}) => ({
  ...{ model, end: 'answered', ms: 1, cost_nano },
  ...{ input_tokens: 10, cached_tokens: 4, output_tokens: 2 },
  ...more,
});

test('usage adds up, and is estimated if any of it is', () => {
  const both = [attempt('a', 3), attempt('b', 4)];
  const sums = { input_tokens: 20, cached_tokens: 8, output_tokens: 4, cost_nano: 7 };
  expect(summedUsage(both)).toEqual(sums);
  expect(summedUsage([...both, attempt('c', 0, { usage: 'estimated', input_tokens: 0 })])).toMatchObject({
    input_tokens: 20,
    usage: 'estimated',
  });
});

test('one plain attempt is told by its step alone', () => {
  expect(tellingAttempts([attempt('a', 1)])).toEqual([]);
  expect(tellingAttempts([attempt('a', 1, { usage: 'estimated' })])).toHaveLength(1);
  expect(tellingAttempts([attempt('a', 1), attempt('a', 1)])).toHaveLength(2);
});

test('a failed request is recorded under the model that cost most', () => {
  const attempts = [attempt('a', 3), attempt('b', 5)];
  const error = new AgentError('MODEL_UNAVAILABLE', 'none answered', { cause: { attempts } });
  expect(attemptsOf(error)).toBe(attempts);
  expect(failureNote(error)).toMatchObject({ model: 'b', cost_nano: 8, attempts });
  expect(failureNote(new Error('other'))).toBeNull();
  expect(failureNote(null)).toBeNull();
});

test('a completion is recorded with its usage and attempts, without its text', () => {
  const { end: _end, ms: _ms, ...usage } = attempt('a', 3);
  expect(completionNote({ text: 'ok', calls: [], ...usage })).toEqual({ ...usage, attempts: [] });
});
