import { describe, expect, test } from 'vitest';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';

describe('a step that fails', () => {
  const tooDeep = (): never => tooDeep();

  test('is reported once, by node and code', async () => {
    const shop = await retailHarness({ script: tooDeep });
    const thread = await shop.open('t1', mia);
    const turn = await shop.say(thread, 'cancel order #W1000001');
    expect(turn).toMatchObject({ outcome: 'escalated' });
    expect(shop.happened).toMatchObject([
      { event: 'step-failed', part: 'act', code: 'INTERNAL', thread_id: 't1', turn_id: turn.turn_id },
    ]);
    await shop.close();
  });
});
