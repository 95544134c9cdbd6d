import { describe, expect, test } from 'vitest';
import { said } from '../../test/heard.ts';

describe('several wishes', () => {
  test('are all begun and said back', async () => {
    const update = await said('cancel W1 and return W2');
    expect(update.goals?.map(({ intent, flow }) => [intent, flow?.slots])).toEqual([
      ['return', { order: 'W2' }],
      ['cancel', { order: 'W1' }],
    ]);
    expect(update.spoken?.[0]?.text).toBe(
      'I have noted: cancelling (W1) and returning (W2). Let us begin with cancelling (W1).',
    );
  });

  test('of more than the agent keeps are for a person, with all that it keeps noted', async () => {
    const ids = [...'123456789'].map((digit) => `W${digit}`).join(' ');
    const update = await said(`cancel ${ids} and return W1 W2`);
    expect(update).toMatchObject({ escalation: { code: 'too_many_goals' } });
    expect(update.goals).toHaveLength(10);
  });
});
