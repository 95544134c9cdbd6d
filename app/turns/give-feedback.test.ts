import { afterEach, expect, test } from 'vitest';
import { retailHarness } from '../../test/retail-harness.ts';
import { giveFeedback } from './give-feedback.ts';

let shop: Awaited<ReturnType<typeof retailHarness>>;
afterEach(() => shop.close());

const opinion = { by: 'customer', score: -1, comment: null, at: '2026-03-01T12:00:00.000Z' } as const;

test("feedback names only intents that the turn's agent has", async () => {
  shop = await retailHarness();
  const { turn_id } = await shop.say(await shop.open('t1'), 'where is my order?');
  const give = (corrected_intent: string | null, id = turn_id) =>
    giveFeedback(shop.harness, { ...opinion, turn_id: id, corrected_intent });
  await expect(give('no-such-intent')).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
    message: expect.stringContaining('`retail` has no intent `no-such-intent`; it has `'),
  });
  await expect(give(null, 'nobody')).rejects.toMatchObject({ code: 'TURN_UNKNOWN' });
  expect((await shop.ledger.turns.get(turn_id))?.feedback).toEqual([]);
  for (const named of ['cancel-order', null]) await give(named);
  expect((await shop.ledger.turns.get(turn_id))?.feedback).toEqual([
    { ...opinion, turn_id, corrected_intent: null },
  ]);
});
