import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { currentFlow } from '../../core/goal.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { goalOf } from '../../test/thread-state.ts';
import { asked, type FlowWork, finish, put } from './flow-work.ts';

const work = (): FlowWork => ({
  session: EMPTY_SESSION,
  goals: [goalOf('cancel', newFrame('cancel', ''))],
  recent: ['W1'],
  goalEnds: [],
  spoken: [{ text: 'Found it.', citations: [], grounds: ['g'] }],
  outcome: 'refused',
});

test('a question ends the call, with its options below and what was said before it', () => {
  const pending = { kind: 'yes-no' as const, question: 'Why?' };
  expect(asked(work(), 'Why?', '\n1. So', pending)).toMatchObject({
    pending,
    proposal: null,
    draft: { text: 'Found it.\n\nWhy?\n1. So', grounds: ['g', 'Why?', '\n1. So'], outcome: 'asked' },
  });
});

test('an end has the outcome so far, and keeps the goals and the references', () => {
  expect(finish(work())).toMatchObject({
    recent: ['W1'],
    lastAction: null,
    pending: null,
    draft: { text: 'Found it.', outcome: 'refused', by: 'flow' },
  });
});

test('the memory of the current goal is kept with it', () => {
  const changed = work();
  expect(put(changed, { ...newFrame('cancel', ''), said: ['k'] })).toBeNull();
  expect(currentFlow(changed.goals)).toMatchObject({ said: ['k'] });
});
