import { expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import { currentFlow } from '../../core/goal.ts';
import type { Option } from '../../core/state.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { answerList } from './answer-list.ts';

const attributes = {
  departure: { value: '{at}', type: 'time', words: ['leave', 'leaving'] },
  price: { value: '{price}', type: 'money', currency: 'USD', words: ['fare'] },
};
const from = { list: '{flights}', value: '{id}', label: '{id}' };
const flight = Slot.parse({ type: 'option', ask: 'Which?', from: { ...from, attributes } });
const plain = Slot.parse({ type: 'option', ask: 'Which?', from });
const options: readonly Option[] = Array.from({ length: 8 }, (_, at) => ({
  label: `HAT10${at}`,
  value: `HAT10${at}`,
  element: { id: `HAT10${at}` },
  attributes: { departure: 360 + at * 60, price: 100 + ((at * 3) % 8) * 10 },
}));
const reader = {
  reach: new Map(),
  confirmation: { yes: [], no: [], courtesy: [] },
  tools: new Map(),
  questions: 2,
  about: new Map(),
  says: {
    ...SAYS,
    declined: '',
    notCompared: '?',
    noneFits: 'None.',
    allFit: 'All {count}, but for {attributes}.',
    oneFits: 'That is {choice}.',
    several: '',
    noted: '',
  },
  time: { now: new Date('2024-05-15T15:00:00Z'), zone: 'UTC' },
};

function answer(text: string, slot = flight) {
  const frame = newFrame('fly', 'fly to Denver');
  const pending = { kind: 'question', slots: ['flight'], options, many: false, shown: 5 } as const;
  const state = threadState(text, { pending, goals: [goalOf('fly', frame)] });
  const answered = answerList(text, state, reader, { frame, key: 'flight', slot }, pending);
  if (!answered || answered.kind === 'none') return null;
  const { goals = [], spoken = [], commands } = answered.update;
  const memory = currentFlow(goals);
  return {
    memory,
    said: spoken.map((each) => each.text),
    commands: commands.map(({ kind, of }) => [kind, of]),
  };
}

test('an option that is left is chosen, and said if an attribute chose it', () => {
  expect(answer('the earliest')).toMatchObject({
    memory: { slots: { flight: { id: 'HAT100' } }, opening: 'fly to Denver' },
    said: ['That is HAT100.'],
    commands: [['pick', 'flight']],
  });
  expect(answer('HAT107')).toMatchObject({ memory: { slots: { flight: { id: 'HAT107' } } }, said: [] });
  expect(answer('the second one')).toMatchObject({ memory: { slots: { flight: { id: 'HAT101' } } } });
});

test('several narrow the list, and "more" turns the page', () => {
  expect(answer('before 8:30am')?.memory).toMatchObject({
    slots: {},
    narrowed: { flight: [{ attribute: 'departure', test: 'below', value: 510 }] },
  });
  expect(answer('any other options?')?.memory?.paged).toEqual({ flight: 5 });
});

test('what all of them have narrows nothing, and that is said', () => {
  expect(answer('after 5am')).toMatchObject({
    memory: { slots: {} },
    said: ['All 8, but for departure or price.'],
  });
  expect(answer('after 8am')).toMatchObject({ memory: { slots: {} }, said: [] });
});

test('nothing is narrowed where none would be left', () => {
  expect(answer('after 11pm')).toMatchObject({ memory: { slots: {} }, said: ['None.'] });
});

test.each(['what is your baggage policy for the cheapest fare?', 'my dog is called Rex', 'yes', ''])(
  'no answer: %s',
  (text) => {
    expect(answer(text)).toBeNull();
  },
);

test('another list is read elsewhere', () => {
  expect(answer('the earliest', plain)).toBeNull();
});
