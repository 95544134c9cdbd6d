import { expect, test } from 'vitest';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import { flowReach } from '../../hearing/flow-slots.ts';
import { goalOf, threadState } from '../../test/thread-state.ts';
import { amendShown } from './amend-shown.ts';

const address = {
  address1: '12 Oak Street',
  address2: '',
  city: 'Salem',
  state: 'OR',
  zip: '97301',
  country: 'USA',
};
const reachOf = (attested: boolean) => {
  const flow = Flow.parse({
    about: 'x',
    slots: { address: { type: 'address', ask: '?', ...(attested ? { attested } : {}) } },
    steps: [{ ask: 'address' }],
  });
  return { reach: new Map([['main', flowReach('main', new Map([['main', flow]]))]]) };
};
const amended = (text: string, slots: { address?: typeof address }, attested = false) => {
  const goals = [{ ...goalOf('main', { ...newFrame('main', 'x'), slots }), approved: 'h' }];
  return amendShown(text, threadState(text, { goals }), reachOf(attested));
};

test('a part of the shown address is put right, and an approval lapses', () => {
  expect(amended('yes but apt 5', { address })).toMatchObject({
    kind: 'settled',
    update: {
      commands: [{ kind: 'correct', of: 'address', parts: [[8, 13]] }],
      pending: null,
      goals: [{ approved: null, flow: { slots: { address: { ...address, address2: 'apt 5' } } } }],
    },
  });
});

test('without an address there is nothing to put right', () => {
  expect(amended('yes but apt 5', {})).toBeNull();
  expect(amended('yes, and my lamp', { address })).toBeNull();
});

test('what only the customer can say is not made of parts', () => {
  expect(amended('yes but apt 5', { address }, true)).toBeNull();
});
