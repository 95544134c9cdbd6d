import { describe, expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import type { Pending } from '../../core/state.ts';
import { SAYS } from '../../test/says.ts';
import { goalOf } from '../../test/thread-state.ts';
import { readPending } from '../classify/read-pending.ts';

const slots = new Map([
  ['reason', Slot.parse({ type: 'choice', ask: 'Why?', choices: [choice('mistake'), choice('not needed')] })],
  ['order', Slot.parse({ type: 'id', ask: 'Which?', pattern: '#W\\d+' })],
  ['email', Slot.parse({ type: 'id', ask: 'Who?', pattern: '\\S+@\\S+' })],
]);

function choice(value: string) {
  return { value, label: value };
}

const reach = new Map([
  [
    'cancel',
    {
      slots,
      tools: new Set<string>(),
      judged: new Set<string>(),
      light: false,
      answers: false,
      changes: false,
    },
  ],
]);
const options = {
  reach,
  confirmation: { yes: [], no: [], courtesy: [] },
  tools: new Map(),
  questions: 2,
  about: new Map(),
  says: {
    ...SAYS,
    declined: 'Nothing changed.',
    notCompared: '?',
    noneFits: 'None.',
    allFit: 'All {count}, but for {attributes}.',
    oneFits: 'That is {choice}.',
    several: '',
    noted: '',
  },
};
const under = newFrame('status', '');
const frame = { ...newFrame('cancel', ''), slots: { order: '#W1' } };

const read = (text: string, asked: string, flows: readonly FlowFrame[] = [frame]) => {
  const pending: Pending = { kind: 'question', slots: [asked], options: [], many: false };
  const goals = flows.map((each) => goalOf(each.flow, each));
  const state = { turn_id: 't1', session: EMPTY_SESSION, goals, pending };
  return readPending(text, state, options, { now: new Date(0), zone: 'UTC' });
};

describe('what an answer says besides what was asked', () => {
  test.each([
    ['a@b.c and it was a mistake', 'email', 'settled', { order: '#W1', email: 'a@b.c', reason: 'mistake' }],
    ['mistake, and I mean #W2', 'reason', 'settled', { order: '#W2', reason: 'mistake' }],
    ['no, #W2', 'reason', 'weak', { order: '#W2' }],
    ['my email is a@b.c', 'reason', 'weak', { order: '#W1', email: 'a@b.c' }],
  ])('`%s` to the question for `%s` is read', (text, asked, kind, filled) => {
    expect(read(text, asked)).toMatchObject({ kind, update: { goals: [{ flow: { slots: filled } }] } });
  });

  test('is nothing when it repeats what is known', () => {
    expect(read('#W1', 'reason')).toMatchObject({ kind: 'not-understood' });
  });
});

describe('a no to a question that is none of yes or no', () => {
  test('ends the business with a word about it', () => {
    expect(read('Never mind.', 'reason')).toMatchObject({
      kind: 'settled',
      update: { goals: [], draft: { text: 'Nothing changed.', outcome: 'refused' } },
    });
  });

  test('goes back to the business that this one interrupted', () => {
    const { update } = read('no', 'reason', [under, frame]) as { update: object };
    expect(update).toMatchObject({
      reading: 'declined',
      goals: [{ intent: 'status', flow: { flow: 'status' } }],
      spoken: [{ text: 'Nothing changed.' }],
    });
    expect(update).not.toHaveProperty('draft');
  });

  test.each([
    ['no idea', 'held'],
    ['yes', 'held'],
  ])('`%s` does not', (text, kind) => {
    expect(read(text, 'reason')).toMatchObject({ kind });
  });
});
