import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { currentFlow } from '../../core/goal.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { ListAttribute } from '../../core/slots/list-attribute.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf } from '../../test/thread-state.ts';
import { askAttributeList } from './ask-attribute-list.ts';
import type { FlowWork } from './flow-work.ts';

const says = {
  ...SAYS,
  more: '{count} more.',
  narrowBy: 'By {attributes}?',
  noneFits: 'None.',
  noMore: 'That was all.',
  oneFits: 'That is {choice}.',
};
const time = { now: new Date('2024-05-15T15:00:00Z'), zone: 'UTC' };
const options = [90, 150, 90].map((price, at) => ({
  label: `Lamp ${at + 1}`,
  value: `L-${at}`,
  element: { at },
  attributes: { price },
}));
const ask = {
  do: 'ask',
  slots: ['lamp'],
  text: 'Which?',
  options,
  listed: true,
  many: false,
  attributes: { price: ListAttribute.parse({ value: '{price}', type: 'money', currency: 'USD' }) },
} as const;

function asked(opening: string, count = options.length) {
  const frame = newFrame('buy', opening);
  const work: FlowWork = {
    session: EMPTY_SESSION,
    goals: [goalOf('buy', frame)],
    recent: [],
    spoken: [],
    goalEnds: [],
    outcome: 'answered',
  };
  const update = askAttributeList(work, frame, { ...ask, options: options.slice(0, count) }, { says, time });
  const text = work.spoken.map((each) => each.text);
  return 'frame' in update
    ? { text, slots: update.frame.slots }
    : { text, slots: currentFlow(work.goals)?.slots, update };
}

test('asks with what is shown', () => {
  expect(asked('a lamp')).toMatchObject({
    text: ['Which?\n1. Lamp 1\n2. Lamp 2\n3. Lamp 3'],
    slots: {},
    update: { pending: { kind: 'question', slots: ['lamp'], shown: 3 } },
  });
});

test('chooses the one that earlier words leave, and says which', () => {
  expect(asked('the most expensive lamp')).toEqual({
    text: ['That is Lamp 2.'],
    slots: { lamp: { at: 1 } },
  });
});

test('asks between two of the same price', () => {
  expect(asked('the cheapest lamp').text).toEqual(['Which?\n1. Lamp 1\n2. Lamp 3']);
});

test('says that none fits', () => {
  expect(asked('a lamp under $50').text[0]).toBe('None.');
});

test('a list of one option is not asked', () => {
  expect(asked('a lamp', 1)).toEqual({ text: [], slots: { lamp: { at: 0 } } });
});
