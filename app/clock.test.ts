import { expect, test } from 'vitest';
import { caseTime } from './clock.ts';

test("cases are judged at the agent's fixed clock, and by no calendar where it has none", () => {
  expect(caseTime('2024-05-15T15:00:00-05:00').toISOString()).toBe('2024-05-15T20:00:00.000Z');
  expect(caseTime('system').toISOString()).toBe('2026-01-01T12:00:00.000Z');
});
