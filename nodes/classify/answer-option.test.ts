import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { Slot } from '../../core/slots/slot.ts';
import { readAnswer } from './answer-option.ts';

const slot = Slot.parse({
  type: 'option',
  ask: '?',
  from: { list: '{cards}', value: '{id}', label: '{name}' },
});
const option = (id: string, label: string) => ({ label, value: id, element: { id } });
const pending = (...options: ReturnType<typeof option>[]) =>
  ({ kind: 'question', slots: ['card'], options, many: false }) as const;
const frame = { ...newFrame('pay', ''), results: { order: { paid_with: 'card_1' } } };
const context = { now: new Date(0), zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } };
const [first, second] = [option('card_1', 'Visa'), option('card_2', 'Paypal')];

test('"the other one" is the one that no record of the errand has yet', () => {
  expect(
    readAnswer('the other one', slot, pending(first, second), { frame, key: 'method' }, context),
  ).toMatchObject({
    value: { id: 'card_2' },
  });
});

test('of two others it is asked which, and a name is read as it is', () => {
  const three = pending(first, second, option('card_3', 'Gift card'));
  expect(readAnswer('the other one', slot, three, { frame, key: 'method' }, context)).not.toHaveProperty(
    'value',
  );
  expect(readAnswer('visa', slot, three, { frame, key: 'method' }, context)).toMatchObject({
    value: { id: 'card_1' },
  });
});
