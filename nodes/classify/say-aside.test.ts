import { describe, expect, test } from 'vitest';
import { confirm, goal, question, said } from '../../test/heard.ts';

describe('a question about the conversation', () => {
  const goals = [goal('cancel')];
  test('is answered by the slot that it is about, which is asked again', async () => {
    expect(await said('why do you need that?', { pending: question, goals })).toMatchObject({
      reading: 'answer',
      pending: null,
      spoken: [{ text: 'It tells me what to cancel.' }],
    });
    const other = { pending: question, goals: [goal('return')] };
    expect((await said('why do you need that?', other)).spoken?.[0]?.text).toBe('So it is.');
  });

  test('leaves a shown action as it is, and shows it again', async () => {
    const update = await said('are you a bot?', { pending: confirm, goals });
    expect(update.draft?.text).toMatch(/^I am a machine\.[\s\S]*Cancel W1/);
    expect(update).not.toHaveProperty('pending');
  });

  test('is answered where nothing is open', async () => {
    expect(await said('are you a bot?')).toMatchObject({
      draft: { text: 'I am a machine.', outcome: 'answered' },
    });
  });
});
