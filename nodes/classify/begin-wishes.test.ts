import { expect, test } from 'vitest';
import { newFrame } from '../../core/flow-memory.ts';
import { said } from '../../test/heard.ts';
import { goalOf } from '../../test/thread-state.ts';

test('several wishes are said back, a single one is not', async () => {
  expect((await said('cancel W1 and return W2')).spoken?.map(({ text }) => text)).toEqual([
    'I have noted: cancelling (W1) and returning (W2). Let us begin with cancelling (W1).',
  ]);
  expect(await said('cancel W1')).not.toHaveProperty('spoken');
});

test('a no before another wish ends the goal that was asked about, and no other one', async () => {
  const asked = { pending: { kind: 'yes-no', question: 'Do you want to return an item?' } } as const;
  const unsure = { ...goalOf('return', { ...newFrame('return', 'and the mug'), unsure: 'and the mug' }) };
  const turn = (text: string, goal = unsure) => said(text, { ...asked, goals: [goal] });
  const intents = async (...of: Parameters<typeof turn>) =>
    (await turn(...of)).goals?.map(({ intent }) => intent);
  expect((await turn('No, that is wrong. Please cancel W2')).goalEnds).toEqual([
    { intent: 'return', state: 'dropped' },
  ]);
  expect(await turn('please cancel W2')).not.toHaveProperty('goalEnds');
  expect(await intents('No, that is wrong. Please cancel W2')).toEqual(['cancel']);
  expect(await intents('please cancel W2')).toEqual(['return', 'cancel']);
  const sure = goalOf('return', newFrame('return', 'return it'));
  expect(await intents('No, that is wrong. Please cancel W2', sure)).toEqual(['return', 'cancel']);
});
