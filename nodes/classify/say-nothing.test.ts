import { expect, test } from 'vitest';
import { goal, question, said } from '../../test/heard.ts';
import { goalOf } from '../../test/thread-state.ts';

test('a yes or no to nothing is answered in the words for it', async () => {
  expect((await said('yes please')).draft?.text).toBe('All right. What can I do for you?');
  expect((await said('no')).draft?.text).toMatch(/^All right\. If anything/);
  expect((await said('yes', { pending: question, goals: [goal('cancel')] })).draft).toBeUndefined();
});

test('"I do not know" is asked in the next way that the slot declares, and once only', async () => {
  const state = { pending: question, goals: [goal('cancel')] };
  const update = await said("I don't remember", state);
  expect(update).toMatchObject({
    reading: 'unclear',
    draft: { text: 'Look into the e-mail.', outcome: 'asked' },
    goals: [{ flow: { attempts: { order: 1 } } }],
  });
  expect(update).not.toHaveProperty('pending');
  const next = { ...state, ...(update.goals ? { goals: update.goals } : {}) };
  expect((await said('no idea', next)).escalation?.code).toBe('not_understood');
});

test('"I do not know" to nothing is not understood, and no thanks', async () => {
  expect(await said("I don't know")).toMatchObject({ reading: 'unclear', pending: { kind: 'unsure' } });
});

test('where a model asked in its own words, a yes and "I do not know" are for the model', async () => {
  const byModel = {
    name: 'cancel',
    driver: 'model',
    flow: null,
    light: false,
    acts: true,
    changes: true,
  } as const;
  const state = { goals: [goalOf('cancel')] };
  for (const text of ['yes', "I don't know"]) {
    const update = await said(text, state, { intents: new Map([['cancel', byModel]]) });
    expect(update.reading, text).toBe('continue');
    expect(update.draft, text).toBeUndefined();
  }
});
