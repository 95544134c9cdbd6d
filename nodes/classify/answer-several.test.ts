import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { MAX_GOALS } from '../../core/goal.ts';
import type { Option } from '../../core/state.ts';
import { goalOf, goalsOf } from '../../test/thread-state.ts';
import { eachAsGoal, severalRecords } from './answer-several.ts';

const optionOf = (value: string, label: string): Option => ({ value, label, element: { id: value } });
const orders = [
  optionOf('#W1000001', 'Order #W1000001: Lamp'),
  optionOf('#W1000002', 'Order #W1000002: Mug'),
];
const chosen = (text: string, options = orders, goals = goalsOf('cancel')) =>
  severalRecords(text, options, goals)?.map(({ value }) => value) ?? null;

test.each([
  ['both', ['#W1000001', '#W1000002']],
  ['the lamp and the mug', ['#W1000001', '#W1000002']],
  ['the first two please', ['#W1000001', '#W1000002']],
  ['the lamp', null],
  ['neither of them', null],
])('%j chooses %j', (text, values) => {
  expect(chosen(text)).toEqual(values);
});

test('several of what is no record are no goals, nor more than a thread holds', () => {
  const cards = [optionOf('card_1', 'Visa'), optionOf('gift_1', 'Gift card')];
  expect(chosen('both', cards)).toBeNull();
  expect(
    chosen('both', orders, goalsOf(...Array.from({ length: MAX_GOALS - 1 }, (_, at) => `g${at}`))),
  ).toBeNull();
});

test('each further value is a goal with the same memory, after the current one and before those that wait', () => {
  const frame = { ...newFrame('cancel', ''), slots: { reason: 'no need', order: '1' } };
  const current = { ...goalOf('cancel', frame), approved: 'h' };
  const goals = eachAsGoal([goalOf('waits', newFrame('waits', '')), current], 'order', ['2', '3']);
  expect(goals.map(({ flow }) => flow?.slots['order'] ?? null)).toEqual([null, '3', '2', '1']);
  expect(goals.map(({ approved }) => approved)).toEqual([null, null, null, 'h']);
  expect(goals[2]?.flow?.slots['reason']).toBe('no need');
});
