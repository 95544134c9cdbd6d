import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionLog } from '../../adapters/ledger/actions/actions.ts';
import { openSqlite } from '../../adapters/ledger/sqlite/sqlite.ts';
import { threadLog } from '../../adapters/ledger/threads.ts';
import { turnLog } from '../../adapters/ledger/turns.ts';
import { actionHash } from '../../core/action.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import type { Decision } from '../../core/verdict.ts';
import { action } from './claim-world.ts';
import { memoryActions } from './memory-actions.ts';

const AT = '2026-03-01T12:00:00.000Z';
const ids = fc.constantFrom('t1.a1', 't1.a2');
const amounts = fc.constantFrom(1, 2);
const versions = fc.constantFrom('v1', 'v2');
const decisions = fc.constantFrom<Decision[]>('allow', 'allow', 'confirm', 'review', 'deny');
const endings = fc.constantFrom(
  'executed' as const,
  'failed' as const,
  'declined' as const,
  'in_doubt' as const,
);
const by = fc.constantFrom(0, 1);

type Call = (logs: readonly ActionLog[]) => Promise<unknown>;

const judged = fc.tuple(ids, amounts, versions, decisions, by).map(
  ([action_id, amount, policy_version, decision, process]): Call =>
    async (logs) =>
      logs[process]?.judged({
        thread_id: 'th',
        turn_id: 't1',
        intent: null,
        proposal: {
          action_id,
          action: action('key', amount),
          by: 'flow',
          call_id: null,
          problem: null,
          origin: 'o',
        },
        verdict: {
          decision,
          rules: [],
          codes: [],
          reasons: [],
          action: action('key', amount),
          policy_version,
          facts: {},
          now: AT,
          micros: 0,
        },
        at: AT,
      }),
);
const claimed = fc.tuple(ids, amounts, versions, by).map(
  ([action_id, amount, policy_version, process]): Call =>
    async (logs) =>
      logs[process]?.claim({
        action_id,
        thread_id: 'th',
        hash: actionHash(action('key', amount)),
        policy_version,
        at: AT,
      }),
);
const settled = fc.tuple(ids, endings, by).map(
  ([action_id, status, process]): Call =>
    async (logs) =>
      logs[process]?.settle({ action_id, status, result: status, at: AT }).catch(() => 'rejected'),
);

test('the model of the ledger answers every series of calls as the ledger does', async () => {
  const store = await openSqlite(':memory:');
  const calls = fc.array(fc.oneof(judged, claimed, settled), { minLength: 1, maxLength: 12 });
  const property = fc.asyncProperty(calls, async (series) => {
    const kept = new Map();
    const model = ['p0', 'p1'].map((instance) => memoryActions(kept, instance));
    const tenant = randomUUID();
    const ledger = ['p0', 'p1'].map((instance) => ({ ...store, tenant, instance }));
    await beginTurn(tenant, ledger[0] as (typeof ledger)[number]);
    const real = ledger.map(actionLog);
    for (const call of series) expect(await call(model)).toEqual(await call(real));
    expect(await model[0]?.list({ thread_id: 'th' })).toEqual(await real[0]?.list({ thread_id: 'th' }));
    expect(await model[0]?.history('th')).toEqual(await real[0]?.history('th'));
  });
  try {
    await fc.assert(property, { numRuns: 300, seed: 20_260_301 });
  } finally {
    await store.db.destroy();
  }
}, 60_000);

async function beginTurn(tenant: string, store: Parameters<typeof threadLog>[0]): Promise<void> {
  const config_version = 'c';
  await threadLog(store).open({
    thread_id: 'th',
    agent: 'a',
    config_version,
    customer_id: null,
    created_at: AT,
  });
  await turnLog(store).accept({
    turn_id: 't1',
    thread_id: 'th',
    config_version,
    text: tenant,
    idempotency_key: null,
    at: AT,
  });
}
