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

  test.each(["no, don't cancel it, return it", 'Do not cancel it. Please return W1 instead'])(
    'takes the place of the action that is denied in its own words: %s',
    async (text) => {
      const update = await said(text, { pending: confirm, goals: [goal('cancel', { order: 'W1' })] });
      expect(update).toMatchObject({
        reading: 'declined',
        pending: null,
        lastAction: { status: 'declined' },
      });
      expect(update.goals?.map(({ intent }) => intent)).toEqual(['return', 'cancel']);
      expect(update.confirmed ?? null).toBeNull();
    },
  );

  test('that is likely and not sure is asked about', async () => {
    const choices = new Map([['return', 'return an item']]);
    const text = "no, don't cancel it, return it";
    const state = { pending: confirm, goals: [goal('cancel', { order: 'W1' })] };
    const update = await said(text, state, { choices, confidence: 0.7 });
    expect(update).toMatchObject({ reading: 'declined' });
    expect(update.goals?.map(({ intent, flow }) => [intent, flow?.unsure])).toEqual([
      ['return', 'return it'],
      ['cancel', undefined],
    ]);
    expect((await said(text, state, { choices, confidence: 0.4 })).reading).not.toBe('declined');
  });

  test.each([
    "no, don't cancel it and don't return it",
    'cancel it, not return it',
    "yes, don't return it, cancel it",
  ])('begins nothing where it is denied itself, or the no is none: %s', async (text) => {
    const update = await said(text, { pending: confirm, goals: [goal('cancel', { order: 'W1' })] });
    expect(update.goals?.some(({ intent }) => intent === 'return') ?? false).toBe(false);
    expect(update.confirmed ?? null).toBeNull();
  });

  test('takes no question for a no', async () => {
    const state = { pending: confirm, goals: [goal('cancel', { order: 'W1' })] };
    expect((await said("don't you cancel it? return it", state)).reading).not.toBe('declined');
  });

  test('a value after a no is a correction, and begins nothing', async () => {
    const update = await said('no, W2', { pending: confirm, goals: [goal('cancel', { order: 'W1' })] });
    expect(update.goals?.map((each) => each.flow?.slots)).toEqual([{ order: 'W2' }]);
  });
});
