import { describe, expect, test } from 'vitest';
import type { Pending } from '../../core/state.ts';
import { frame, read } from '../../test/pending.ts';
import { goalOf } from '../../test/thread-state.ts';

describe('a yes-or-no question of a flow', () => {
  const asked: Pending = { kind: 'yes-no', question: 'Really?' };
  test.each([
    ['yes', true],
    ['no', false],
  ])('%s', (text, answer) => {
    expect(read(text, asked)).toMatchObject({
      kind: 'settled',
      update: { goals: [{ flow: { answers: { 'Really?': answer } } }] },
    });
  });
  test('it answers for other goals of the same words, and for no others', () => {
    const unsure = (words: string) => goalOf('main', { ...frame, unsure: words });
    const goals = [unsure('W1 and W2'), unsure('W3'), unsure('W1 and W2')];
    const answers = (answer: ReturnType<typeof read>) =>
      ('update' in answer ? (answer.update.goals ?? []) : []).map(({ flow }) => flow?.answers['Really?']);
    expect(answers(read('yes', asked, { goals }))).toEqual([true, undefined, true]);
    expect(answers(read('no', asked, { goals }))).toEqual([false, undefined, false]);
  });
  test('a yes may say more for the flow', () => {
    expect(read('yes, by mistake', asked)).toMatchObject({
      kind: 'settled',
      update: { goals: [{ flow: { answers: { 'Really?': true }, slots: { reason: 'b' } } }] },
    });
    expect(read('yes please, the stand mixer', asked)).toMatchObject({
      update: {
        goals: [{ flow: { answers: { 'Really?': true }, opening: expect.stringMatching(/stand mixer$/) } }],
      },
    });
  });
  test('a yes may repeat what was asked', () => {
    const returning: Pending = { kind: 'yes-no', question: 'Do you want to return an item?' };
    expect(read('Yes, I confirm. Please initiate the return.', returning)).toMatchObject({ kind: 'settled' });
    expect(read('Yes, I confirm. Please cancel the order.', returning)).not.toMatchObject({
      kind: 'settled',
    });
  });
  test.each(['yes, but by mistake', 'yes, cancel order W3 too', 'yes, where is my parcel?', 'by mistake'])(
    'no yes is: %s',
    (text) => {
      expect(read(text, asked)).not.toMatchObject({ kind: 'settled' });
    },
  );
  test('anything else is asked again, then a person', () => {
    expect(read('perhaps', asked)).toMatchObject({
      kind: 'not-understood',
      update: { goals: [{ flow: { attempts: { 'Really?': 1 } } }] },
    });
    expect(
      read('perhaps', asked, { goals: [goalOf('main', { ...frame, attempts: { 'Really?': 1 } })] }),
    ).toMatchObject({
      update: { escalation: { code: 'not_understood' } },
    });
  });
});
