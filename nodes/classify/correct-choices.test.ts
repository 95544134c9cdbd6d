import { expect, test } from 'vitest';
import { confirm, goal, said } from '../../test/heard.ts';

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
