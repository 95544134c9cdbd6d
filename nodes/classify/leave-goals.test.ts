import { describe, expect, test } from 'vitest';
import { confirm, goal, proposal, question, said } from '../../test/heard.ts';

describe('a goal that is given up', () => {
  const two = [goal('return'), goal('cancel')];
  test('is the one under way; the next goes on', async () => {
    const update = await said('never mind', { pending: question, goals: two });
    expect(update.goals?.map(({ intent }) => intent)).toEqual(['return']);
    expect(update.spoken?.[0]?.text).toBe('Left.');
  });
  test('is the one that is named by its place', async () => {
    const update = await said('forget the second one', { pending: question, goals: two });
    expect(update.goals?.map(({ intent }) => intent)).toEqual(['cancel']);
  });
  test('ends the conversation’s business if it was the only one', async () => {
    expect(await said('forget it', { pending: question, goals: [goal('cancel')] })).toMatchObject({
      goals: [],
      draft: { text: 'Left.', outcome: 'refused' },
    });
  });
  test('is a no to the action that is shown', async () => {
    expect(await said('forget it', { pending: confirm, goals: [goal('cancel')] })).toMatchObject({
      lastAction: { status: 'declined', proposal },
      pending: null,
    });
  });
});
