import { expect, test } from 'vitest';
import { tryClaims } from './try-claims.ts';

test('each action is tried once', async () => {
  const action = { name: 'move_booking', arguments: { booking_id: '#B1' } };
  const claim = {
    can: true,
    verb: 'moved',
    record: 'b1',
    actions: [action],
    whole: true,
    span: { from: 0, to: 5 },
  };
  const asked: string[] = [];
  const tried = await tryClaims([claim, { ...claim, can: false }], async ({ name }) => {
    asked.push(name);
    return { verdict: 'allowed' };
  });
  expect(asked).toEqual(['move_booking']);
  expect(tried.map(({ trials }) => trials)).toEqual([[{ verdict: 'allowed' }], [{ verdict: 'allowed' }]]);
});
