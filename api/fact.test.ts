import { expect, test } from 'vitest';
import { z } from 'zod';
import { NOT_FOUND } from '../core/tool.ts';
import { fact } from './fact.ts';

const days = fact(
  { loan: z.object({ due: z.iso.date() }) },
  ({ loan }, now) => (Date.parse(loan.due) - now.getTime()) / 86_400_000,
);
const now = new Date('2026-03-01T00:00:00Z');

test('a fact is computed from those that it needs', () => {
  expect(days.needs).toEqual(['loan']);
  expect(days.compute({ loan: { due: '2026-03-10' } }, now)).toBe(9);
});

test('a fact about something that does not exist does not exist', () => {
  expect(days.compute({ loan: { exists: false } }, now)).toBe(NOT_FOUND);
});

test('a fact over something of another shape throws, and says where', () => {
  expect(() => days.compute({ loan: { due: 'soon' } }, now)).toThrow(
    'the fact `loan` has another shape: `due`: invalid ISO date',
  );
});
