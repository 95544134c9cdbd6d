import { describe, expect, test } from 'vitest';
import { confirm, goal, question, said } from '../../test/heard.ts';

describe('a wish beside an answer', () => {
  const state = { pending: question, goals: [goal('cancel')] };
  test('waits, and the answer is taken', async () => {
    const update = await said('W1. And also return W2', state);
    expect(update.goals?.map(({ intent, flow }) => [intent, flow?.slots])).toEqual([
      ['return', { order: 'W2' }],
      ['cancel', { order: 'W1' }],
    ]);
    expect(update).toMatchObject({ reading: 'answer', pending: null });
    expect(update.spoken?.[0]?.text).toContain('I have noted returning');
  });

  test('never makes a yes of a part of the message', async () => {
    const update = await said('yes. And also return W2', {
      pending: confirm,
      goals: [goal('cancel', { order: 'W1' })],
    });
    expect(update.confirmed ?? null).toBeNull();
  });

  test.each([
    ['yes. And also return W2', 'return', { order: 'W2' }],
    ['yes, and W2 as well', 'cancel', { order: 'W2' }],
    ['yes and also cancel W2', 'cancel', { order: 'W2' }],
  ])('comes after the shown action, which keeps what it was: %s', async (text, intent, slots) => {
    const update = await said(text, { pending: confirm, goals: [goal('cancel', { order: 'W1' })] });
    expect(update.confirmed ?? null).toBeNull();
    expect(update.pending).toBeNull();
    expect(update.goals?.map((each) => [each.intent, each.flow?.slots])).toEqual([
      [intent, slots],
      ['cancel', { order: 'W1' }],
    ]);
  });

  test('a value after a no is a correction, and begins nothing', async () => {
    const update = await said('no, W2', { pending: confirm, goals: [goal('cancel', { order: 'W1' })] });
    expect(update.goals?.map((each) => each.flow?.slots)).toEqual([{ order: 'W2' }]);
  });
});
