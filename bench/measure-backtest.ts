import { join } from 'node:path';
import Database from 'better-sqlite3';
import { backtest } from '../app/measure/backtest.ts';
import { openPolicyHarness, type PolicyHarness } from '../app/measure/policy-harness.ts';
import { openLedger } from '../app/open/open-ledger.ts';
import type { ProposedAction } from '../core/action.ts';
import type { Verdict } from '../core/verdict.ts';
import { Order } from '../tools/retail/domain/shapes.ts';
import { type Figure, figures } from './figure.ts';
import { taken } from './measure.ts';
import { withTemporaryData } from './temporary-data.ts';

const ACTIONS = 100_000;
const MEGABYTE = 1024 * 1024;

/** Judges a ledger of recorded retail actions again; of every tenth one it finds another verdict. */
export async function measureBacktest(root: string): Promise<readonly Figure[]> {
  return await withTemporaryData(root, async (dataDir) => {
    const verdicts = await verdictsOf(await openPolicyHarness(root, 'retail'));
    await (await openLedger(dataDir)).close();
    writeActions(join(dataDir, 'ledger.db'), verdicts);
    const { value, cpuMs, ms } = await taken(() =>
      backtest({ root, dataDir, agent: 'retail', examples: 3, onProgress: () => {} }),
    );
    if (value.actions !== ACTIONS || value.flipped !== ACTIONS / 10 || value.unknown > 0)
      throw new Error(`the backtest found ${value.actions} actions, ${value.flipped} flips`);
    const figure = figures('backtest');
    return [
      figure(`${ACTIONS.toLocaleString('en-US')} recorded actions`, ms / 1000, 's', 60),
      figure(`${ACTIONS.toLocaleString('en-US')} recorded actions`, cpuMs / 1000, 'CPU-s'),
      figure('memory after it', process.memoryUsage().rss / MEGABYTE, 'MB'),
    ];
  });
}

/** Verdicts on a few actions for each order of the demo shop, as a turn would record them. */
async function verdictsOf(harness: PolicyHarness): Promise<readonly Verdict[]> {
  const world = harness.demo();
  const now = await harness.clock.now();
  harness.useWorld(world);
  const orders = Object.values(world['orders'] ?? {}).map((order) => Order.parse(order));
  return await Promise.all(
    orders.flatMap((order) =>
      actionsAbout(order).map((action) =>
        harness.judge.judge({
          action,
          session: { authenticated_user_id: order.user_id, user_confirmed: true },
          history: [],
          approved: false,
          now,
          signal: new AbortController().signal,
        }),
      ),
    ),
  );
}

function actionsAbout({ order_id, items, payment_history }: Order): readonly ProposedAction[] {
  const payment_method_id = payment_history[0]?.payment_method_id ?? '';
  const item_ids = items.slice(0, 1).map(({ item_id }) => item_id);
  return [
    { name: 'get_order_details', arguments: { order_id } },
    { name: 'cancel_pending_order', arguments: { order_id, reason: 'no longer needed' } },
    { name: 'modify_pending_order_payment', arguments: { order_id, payment_method_id } },
    { name: 'return_delivered_order_items', arguments: { order_id, item_ids, payment_method_id } },
    {
      name: 'exchange_delivered_order_items',
      arguments: { order_id, item_ids, new_item_ids: item_ids, payment_method_id },
    },
  ];
}

/** In one transaction: what takes a ledger months is not what is measured. */
function writeActions(file: string, verdicts: readonly Verdict[]): void {
  const db = new Database(file);
  const insert = db.prepare(
    `insert into actions (tenant, agent, config_version, action_id, thread_id, turn_id, sequence, intent, name, hash,
       policy_version, proposal, verdict, status, result, judged_at)
     values ('default', 'retail', 'c1', @id, @thread, @thread, @sequence, 'order', @name, '', @version, '{}', @verdict,
       'executed', 'null', @now)`,
  );
  db.transaction(() => {
    for (let number = 0; number < ACTIONS; number += 1) {
      const verdict = verdicts[number % verdicts.length];
      if (verdict === undefined) throw new Error('the demo shop has no orders');
      const recorded = number % 10 === 0 ? { ...verdict, decision: opposite(verdict) } : verdict;
      insert.run({
        id: `action-${String(number).padStart(9, '0')}`,
        thread: `thread-${Math.floor(number / 10)}`,
        sequence: number % 10,
        name: verdict.action.name,
        version: verdict.policy_version,
        verdict: JSON.stringify(recorded),
        now: verdict.now,
      });
    }
  })();
  db.close();
}

const opposite = ({ decision }: Verdict): Verdict['decision'] => (decision === 'deny' ? 'allow' : 'deny');
