import { describe, expect, test } from 'vitest';
import type { Slot } from '../../core/flow.ts';
import { said } from '../../test/heard.ts';
import { threadState } from '../../test/thread-state.ts';
import { wishFor } from './begin-wishes.ts';
import { readWish } from './read-wish.ts';

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

test('a code inside another value is no second reference', () => {
  const zip = { type: 'id', ask: 'Zip?', pattern: '(?:^|[^\\w-])(\\d{5})(?:$|[^\\w-])', as: '{1}' } as Slot;
  const slots = new Map([
    ['zip', zip],
    ['address', { type: 'address', ask: 'Where?' } as Slot],
  ]);
  const read = (text: string) =>
    readWish(
      { wish: wishFor('move', text), flow: 'move', slots },
      { session: threadState('').session, recent: [], before: undefined, replaced: undefined },
      {
        turn_id: 't',
        rest: text,
        context: { now: new Date(0), zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } },
      },
    ).goals.length;
  expect(read('85049, my new address is 44 Palm Street, Phoenix, AZ 85050')).toBe(1);
  expect(read('85049 and 85050')).toBe(2);
});
