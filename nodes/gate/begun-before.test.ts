import { expect, test } from 'vitest';
import type { Proposal } from '../../core/action.ts';
import type { ActionRow, ActionStatus } from '../../core/ports/action-log.ts';
import { begunBefore } from './begun-before.ts';

const proposal = { action_id: 'a1' } as Proposal;

test.each<{ readonly status: ActionStatus; readonly begun: boolean }>([
  { status: 'allowed', begun: false },
  { status: 'confirm', begun: false },
  { status: 'review', begun: false },
  { status: 'denied', begun: false },
  { status: 'declined', begun: false },
  { status: 'claimed', begun: true },
  { status: 'executed', begun: true },
  { status: 'failed', begun: true },
  { status: 'in_doubt', begun: true },
])('an action that is $status was begun: $begun', async ({ status, begun }) => {
  const row = { action_id: 'a1', status } as ActionRow;
  const found = await begunBefore({ list: async () => [row] }, 't1', proposal);
  expect(found).toBe(begun ? row : undefined);
});

test('an action that nobody has judged was not begun', async () => {
  expect(await begunBefore({ list: async () => [] }, 't1', proposal)).toBeUndefined();
});
