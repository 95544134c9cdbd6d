import type { Kysely } from 'kysely';
import type { ActionRow, ActionStatus } from '../../../core/ports/action-log.ts';
import type { WindowQuery, WindowReading } from '../../../core/ports/judge.ts';
import { isJsonObject, type Json } from '../../../core/values/json.ts';
import { own } from '../../../core/values/own.ts';
import { expandJson } from '../compact-json.ts';
import { keptQuery } from '../kept-query.ts';
import type { LedgerTables, Owned } from '../schema.ts';
import { threadsOf, threadUnknown } from '../store.ts';

type Database = Kysely<LedgerTables>;
type Value = WindowReading['value'];

interface Judged {
  readonly thread_id: string;
  readonly action_id: string;
}

/** Statuses that count in a window: from when an action may run, unless it is known not to have run. */
const IN_FLIGHT: readonly ActionStatus[] = ['allowed', 'claimed', 'executed', 'in_doubt'];

/** The count or sum of the other actions of an action's customer. */
export async function readWindow(
  db: Database,
  tenant: string,
  action: Judged,
  query: WindowQuery,
): Promise<Value> {
  const thread = await db
    .selectFrom('threads')
    .select(['customer_id', 'agent'])
    .where('tenant', '=', tenant)
    .where('thread_id', '=', action.thread_id)
    .executeTakeFirst();
  if (thread === undefined) throw threadUnknown(action.thread_id);
  if (thread.customer_id === null) return null;
  const customer = { customer_id: thread.customer_id, agent: thread.agent };
  const rows = await db
    .selectFrom('actions')
    .select(['actions.verdict', 'actions.turn_id'])
    .where('actions.tenant', '=', tenant)
    .where('actions.thread_id', 'in', threadsOf({ db, tenant }, customer))
    .where('actions.action_id', '!=', action.action_id)
    .where('actions.name', 'in', query.tools)
    .where('actions.status', 'in', IN_FLIGHT)
    .where('actions.judged_at', '>=', query.since)
    .execute();
  return query.sum === null ? rows.length : sumOf(rows, query.sum);
}

/** Locks a customer of an agent until the transaction ends. Take it after the thread's sequence number. */
export async function lockCustomer(
  transaction: Database,
  customer: Owned & { readonly customer_id: string },
): Promise<void> {
  await addVerdict(transaction, customer);
}

const addVerdict = keptQuery((db, given: Owned & { readonly customer_id: string }) =>
  db
    .insertInto('customers')
    .values({
      tenant: given.tenant,
      agent: given.agent,
      config_version: given.config_version,
      customer_id: given.customer_id,
      verdicts: 1,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant', 'agent', 'customer_id'])
        .doUpdateSet((row) => ({ verdicts: row('customers.verdicts', '+', 1) })),
    ),
);

/**
 * True if every window still has the value that a verdict was based on.
 *
 * INVARIANT: call it in the transaction that records the verdict, after the customer's lock. Of two verdicts on one
 * window, from any threads and processes, the later sees the earlier.
 */
export async function stillStand(
  db: Database,
  tenant: string,
  action: Judged,
  windows: readonly WindowReading[],
): Promise<boolean> {
  for (const { value, ...query } of windows)
    if ((await readWindow(db, tenant, action, query)) !== value) return false;
  return true;
}

function sumOf(
  rows: readonly { readonly turn_id: string; readonly verdict: string }[],
  sum: NonNullable<WindowQuery['sum']>,
): Value {
  let total = 0;
  for (const row of rows) {
    const { action, facts } = expandJson<ActionRow['verdict']>(row.verdict, row.turn_id);
    const amount = at(sum.in === 'facts' ? facts : action.arguments, sum.steps);
    if (typeof amount !== 'number') return null;
    total += amount;
  }
  return total;
}

function at(value: Json, steps: readonly (string | number)[]): Json | undefined {
  return steps.reduce<Json | undefined>((inner, step) => {
    if (Array.isArray(inner)) return typeof step === 'number' ? inner[step] : undefined;
    return isJsonObject(inner) ? own(inner, String(step)) : undefined;
  }, value);
}
