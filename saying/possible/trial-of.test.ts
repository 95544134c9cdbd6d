import { expect, test } from 'vitest';
import type { Reason } from '../../core/verdict.ts';
import { trialOf } from './trial-of.ts';

const reason = (decision: Reason['decision'], code: string, more: Partial<Reason> = {}): Reason => ({
  origin: 'policy',
  rule: 'r',
  decision,
  code,
  tell: '',
  detail: `why ${code}`,
  ...more,
});

test.each([
  [[], 'allowed'],
  [[reason('confirm', 'not_confirmed')], 'allowed'],
  [[reason('review', 'not_given')], 'allowed'],
  [[reason('review', 'partly_given')], 'open'],
  [[reason('review', 'partly_given', { about: 'identity' })], 'allowed'],
  [[reason('review', 'large')], 'open'],
  [[reason('review', 'fact_missing'), reason('review', 'large')], 'failed'],
  [[reason('review', 'fact_missing'), reason('deny', 'ended')], 'denied'],
] as const)('%j is %s', (reasons, verdict) => {
  expect(trialOf({ reasons }).verdict).toBe(verdict);
});

test('a denial about identity tells nothing of the record', () => {
  const reasons = [reason('deny', 'ended'), reason('deny', 'other', { about: 'identity' })];
  expect(trialOf({ reasons })).toEqual({ verdict: 'denied', why: 'why other' });
});
