import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT, proposalOf, verdictOf } from '../../../test/fixtures/ledger/rows.ts';
import { type OpenedSqlite, openSqlite } from '../sqlite/sqlite.ts';
import { threadLog } from '../threads.ts';
import { turnLog } from '../turns.ts';
import { actionLog } from './actions.ts';

let opened: OpenedSqlite;
beforeEach(async () => {
  opened = await openSqlite(':memory:');
});
afterEach(() => opened.db.destroy());

const limit = { tools: ['cancel_pending_order'], since: AT, sum: null };

/** Judges an action in a thread of the customer `ann`, or of nobody. */
async function judge(thread_id: string, customer_id: string | null, windows: boolean) {
  const store = { ...opened, tenant: 'shop', instance: 'one' };
  const [at, config_version] = [AT, 'c1'];
  const turn_id = `turn of ${thread_id}`;
  await threadLog(store).open({ thread_id, agent: 'retail', config_version, customer_id, created_at: AT });
  await turnLog(store).accept({ turn_id, thread_id, config_version, text: 'x', idempotency_key: null, at });
  const actions = actionLog(store);
  const proposal = proposalOf(`action of ${thread_id}`);
  const value = await actions.window({ thread_id, action_id: proposal.action_id }, limit);
  const rested = windows ? { windows: [{ ...limit, value }] } : {};
  const verdict = verdictOf(proposal);
  return await actions.judged({ thread_id, turn_id, intent: null, proposal, verdict, at, ...rested });
}

test("a verdict that rests on a window takes its customer's row, whichever thread it is in; others take none", async () => {
  const rows = () =>
    opened.db.selectFrom('customers').select(['tenant', 'agent', 'customer_id', 'verdicts']).execute();
  await judge('t1', 'ann', false);
  await judge('t2', null, true);
  expect(await rows()).toEqual([]);
  await judge('t3', 'ann', true);
  await judge('t4', 'ann', true);
  expect(await rows()).toEqual([{ tenant: 'shop', agent: 'retail', customer_id: 'ann', verdicts: 2 }]);
});
