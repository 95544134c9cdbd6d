import { describe, expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { type FlowFrame, newFrame } from '../../core/flow-memory.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import type { Pending } from '../../core/state.ts';
import { readPending } from '../classify/read-pending.ts';

const slots = new Map([
  ['reason', Slot.parse({ ask: 'Why?', choices: [choice('mistake'), choice('not needed')] })],
  ['order', Slot.parse({ ask: 'Which?', pattern: '#W\\d+' })],
  ['email', Slot.parse({ ask: 'Who?', pattern: '\\S+@\\S+' })],
]);

function choice(value: string) {
  return { value, label: value };
}

const reach = new Map([['cancel', { slots, tools: new Set<string>(), light: false, answers: false }]]);
const options = {
  reach,
  confirmation: { yes: ['yes'], no: ['no', 'never mind'] },
  questions: 2,
  says: { declined: 'Nothing changed.' },
};
const under = newFrame('status', 'order-status', '');
const frame = { ...newFrame('cancel', 'cancel-order', ''), slots: { order: '#W1' } };

const read = (text: string, asked: string, flows: readonly FlowFrame[] = [frame]) => {
  const pending: Pending = { kind: 'question', slots: [asked], options: [], many: false };
  const intents = flows.map(({ intent }) => ({ name: intent, since_turn: 't0' }));
  const consent = { confirmed: null, approved: null };
  const state = { turn_id: 't1', session: EMPTY_SESSION, intents, flows, pending, consent };
  return readPending(text, state, options);
};

describe('what an answer says besides what was asked', () => {
  test.each([
    ['a@b.c and it was a mistake', 'email', 'settled', { order: '#W1', email: 'a@b.c', reason: 'mistake' }],
    ['mistake, and I mean #W2', 'reason', 'settled', { order: '#W2', reason: 'mistake' }],
    ['no, #W2', 'reason', 'weak', { order: '#W2' }],
    ['my email is a@b.c', 'reason', 'weak', { order: '#W1', email: 'a@b.c' }],
  ])('`%s` to the question for `%s` is read', (text, asked, kind, filled) => {
    expect(read(text, asked)).toMatchObject({ kind, update: { flows: [{ slots: filled }] } });
  });

  test('is nothing when it repeats what is known', () => {
    expect(read('#W1', 'reason')).toMatchObject({ kind: 'not-understood' });
  });
});

describe('a no to a question that is none of yes or no', () => {
  test('ends the business with a word about it', () => {
    expect(read('Never mind.', 'reason')).toMatchObject({
      kind: 'settled',
      update: { flows: [], intents: [], draft: { text: 'Nothing changed.', outcome: 'refused' } },
    });
  });

  test('goes back to the business that this one interrupted', () => {
    const { update } = read('no', 'reason', [under, frame]) as { update: object };
    expect(update).toMatchObject({
      reading: 'declined',
      flows: [{ flow: 'status' }],
      intents: [{ name: 'order-status' }],
      spoken: [{ text: 'Nothing changed.' }],
    });
    expect(update).not.toHaveProperty('draft');
  });

  test.each(['no idea', 'yes'])('`%s` does not', (text) => {
    expect(read(text, 'reason')).toMatchObject({ kind: 'not-understood' });
  });
});
