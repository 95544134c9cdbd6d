import { describe, expect, test } from 'vitest';
import { confirm, goal, question, said } from '../../test/heard.ts';

const option = (name: string) => ({ label: name, value: name, element: { name } });
const lists = (current: object) => () => [
  { key: 'item', options: ['Lamp', 'Mug'].map(option), many: false, current: { ...current } },
];

test('a shown action is changed, and needs a new yes', async () => {
  const goals = [{ ...goal('cancel', { item: { name: 'Lamp' } }), approved: 'h' }];
  const update = await said(
    'no, the mug instead',
    { pending: confirm, goals },
    { lists: lists({ name: 'Lamp' }) },
  );
  expect(update).toMatchObject({
    reading: 'answer',
    pending: null,
    goals: [{ approved: null, flow: { slots: { item: { name: 'Mug' } } } }],
  });
  expect(update.confirmed ?? null).toBeNull();
});

test('a message that changes nothing is asked again', async () => {
  const goals = [goal('cancel', { item: { name: 'Lamp' } })];
  expect(await said('hm', { pending: confirm, goals }, { lists: lists({ name: 'Lamp' }) })).toMatchObject({
    reading: 'unclear',
    pending: { kind: 'confirm', asked: 1 },
  });
});

describe('a no with more words', () => {
  const guessed = goal('cancel', { item: { name: 'Lamp' } });
  const goals = [{ ...guessed, flow: guessed.flow && { ...guessed.flow, guessed: ['item'] } }];
  const refusing = (text: string) =>
    said(text, { pending: confirm, goals }, { lists: lists({ name: 'Lamp' }) });

  test('asks what was chosen without a question', async () => {
    const update = await refusing('No, please do not do that. I need something else');
    expect(update).toMatchObject({ reading: 'answer', pending: null });
    expect(update.goals?.[0]?.flow?.slots).toEqual({});
    expect(update.goals?.[0]?.flow?.attempts).toEqual({ item: 0 });
  });

  test('keeps what these words choose again', async () => {
    const update = await refusing('No! Again: the lamp');
    expect(update).toMatchObject({ reading: 'unclear', pending: { kind: 'confirm' } });
  });
});

test('a yes with other words begins nothing else', async () => {
  const goals = [goal('cancel', { item: { name: 'Lamp' } })];
  expect(await said('Yes, please return it', { pending: confirm, goals })).toMatchObject({
    reading: 'unclear',
    pending: { kind: 'confirm', asked: 1 },
  });
});

describe('at a later question', () => {
  const goals = [goal('cancel', { item: { name: 'Lamp' } })];
  const later = (text: string) =>
    said(text, { pending: question, goals }, { lists: lists({ name: 'Lamp' }) });

  test('"not that, I meant the mug" changes the choice and says so', async () => {
    expect(await later('wait, not that, I meant the mug')).toMatchObject({
      pending: null,
      goals: [{ flow: { slots: { item: { name: 'Mug' } } } }],
      spoken: [{ text: 'All right: Mug.' }],
    });
  });

  test('an answer beside it is kept', async () => {
    const update = await later('W1, and I meant the mug');
    expect(update.goals?.[0]?.flow?.slots).toEqual({ order: 'W1', item: { name: 'Mug' } });
  });

  test('an answer that names a thing without a correction changes nothing', async () => {
    const update = await later('W1, as I said with the mug');
    expect(update.goals?.[0]?.flow?.slots).toEqual({ order: 'W1', item: { name: 'Lamp' } });
  });
});
