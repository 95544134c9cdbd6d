import { expect, test } from 'vitest';
import { goalsOf } from '../../../test/thread-state.ts';
import { situationIn } from './situation.ts';

const told = (now: string, goals: readonly string[] = [], customer_id: string | null = null) =>
  situationIn('America/New_York')({ now: new Date(now), session: { customer_id }, goals: goalsOf(...goals) });

test('the day is that of the agent, with its zone', () => {
  const [day] = told('2026-03-01T02:30:00Z');
  expect(day?.text).toMatch(/^It is Saturday, February 28, 2026, 9:30\sPM \(America\/New_York\)\.$/);
});

test('minutes later it is the same day', () => {
  const [first, later] = ['2026-03-01T12:00:00Z', '2026-03-01T12:07:00Z'].map(
    (at) => told(at)[0]?.provenance,
  );
  expect(first).toBe(later);
});

test('the customer and their goals are told, the open ones apart from those that wait', () => {
  const texts = told('2026-03-01T12:00:00Z', ['a', 'b', 'c', 'd'], 'mia').map(({ text }) => text);
  expect(texts.slice(1)).toEqual(['Customer: mia.', 'Open: b, c, d. Waiting: a.']);
  expect(
    told('2026-03-01T12:00:00Z')
      .map(({ text }) => text)
      .slice(1),
  ).toEqual(['Customer: not identified.', 'Open: nothing.']);
});
