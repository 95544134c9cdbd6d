import { expect, test } from 'vitest';
import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import { forgetAnswer } from './forget-answer.ts';

const card = { id: 'c1' };
const frame: FlowFrame = {
  ...newFrame('pay', ''),
  slots: { method: card, order_id: 'W1' },
  results: { h: { exists: false } },
  denied: { h: [] },
};
const again = { do: 'ask-again', slots: ['method'], forget: 'h' } as const;

test('an answer that was denied is forgotten, counted, and not offered again', () => {
  const memory = forgetAnswer(frame, { ...again, tell: 'It is paid with that.' });
  expect(memory).toMatchObject({
    slots: { order_id: 'W1' },
    attempts: { method: 1 },
    denied: {},
    results: {},
  });
  expect(memory.refused).toEqual({ method: [card] });
  const other = { ...memory, slots: { ...memory.slots, method: { id: 'c2' } } };
  expect(forgetAnswer(other, { ...again, tell: 'Nor that.' })).toMatchObject({
    attempts: { method: 2 },
    refused: { method: [card, { id: 'c2' }] },
  });
});

test('an answer that named no record is forgotten and may be given again', () => {
  const memory = forgetAnswer(frame, { ...again, slots: ['order_id'], tell: null });
  expect(memory).toMatchObject({ slots: { method: card }, attempts: { order_id: 1 } });
  expect(memory.refused).toBeUndefined();
});

test('a slot named without an element is forgotten for every element', () => {
  const memory = forgetAnswer(
    { ...frame, slots: { 'method@0': card, 'method@1': card } },
    { ...again, tell: null },
  );
  expect(memory.slots).toEqual({});
});
