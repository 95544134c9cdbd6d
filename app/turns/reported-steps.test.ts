import { describe, expect, test } from 'vitest';
import { AgentError } from '../../core/errors.ts';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';

describe('a step that fails', () => {
  const tooDeep = (): never => tooDeep();

  test.each([
    {
      why: 'the model is dead',
      fails: () => new AgentError('MODEL_UNAVAILABLE', 'no answer'),
      code: 'MODEL_UNAVAILABLE',
    },
    { why: 'the stack overflows', fails: tooDeep, code: 'INTERNAL' },
  ])('is reported once, by node and code, when $why', async ({ fails, code }) => {
    const shop = await retailHarness({ script: fails });
    const thread = await shop.open('t1', mia);
    const turn = await shop.say(thread, 'where is order #W1000001?');
    expect(turn).toMatchObject({ outcome: 'escalated' });
    expect(shop.happened).toMatchObject([
      { event: 'step-failed', part: 'act', code, thread_id: 't1', turn_id: turn.turn_id },
    ]);
    await shop.close();
  });
});
