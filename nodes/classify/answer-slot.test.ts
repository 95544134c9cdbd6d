import { expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { Option, Pending } from '../../core/state.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { answeredEach } from './answer-slot.ts';

const order = Slot.parse({
  type: 'option',
  ask: 'Which?',
  from: { list: '{orders}', value: '{id}', label: '{name}' },
});
const options: readonly Option[] = ['#W1000001', '#W1000002'].map((id) => ({
  value: id,
  label: `Order ${id}`,
  element: { id },
}));
const frame = newFrame('cancel', 'cancel my orders');
const reader = {
  reach: new Map(),
  confirmation: { yes: [], no: [], courtesy: [] },
  tools: new Map(),
  questions: 2,
  about: new Map([['cancel', 'cancelling']]),
  says: {
    ...SAYS,
    declined: '',
    notCompared: '?',
    noneFits: 'None.',
    allFit: 'All {count}, but for {attributes}.',
    oneFits: 'That is {choice}.',
    several: 'Noted: {goals}. First {first}.',
    noted: '',
  },
  time: { now: new Date(0), zone: 'UTC' },
};
const answer = (text: string, many = false, key = 'order') => {
  const pending: Pending = { kind: 'question', slots: [key], options, many };
  const state = threadState(text, { pending, goals: [goalOf('cancel', frame)] });
  return answeredEach(text, state, reader, { frame, key, slot: order });
};

test('"both" begins a goal for each record, and says them back', () => {
  expect(answer('both')).toMatchObject({
    kind: 'settled',
    update: {
      goals: [
        { flow: { slots: { order: { id: '#W1000002' } } } },
        { flow: { slots: { order: { id: '#W1000001' } } } },
      ],
      spoken: [
        { text: 'Noted: cancelling (#W1000001) and cancelling (#W1000002). First cancelling (#W1000001).' },
      ],
    },
  });
});

test('a list of which several may be chosen, or one that belongs to an element, is no list of goals', () => {
  expect(answer('both', true)).toBeNull();
  expect(answer('both', false, 'order@1')).toBeNull();
  expect(answer('#W1000001')).toBeNull();
});
