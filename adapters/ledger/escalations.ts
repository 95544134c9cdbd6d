import type { Kysely, Selectable } from 'kysely';
import { AgentError } from '../../core/errors.ts';
import type { EscalationLog, EscalationRow, PersonDecision } from '../../core/ports/escalation-log.ts';
import { type Principal, unverified } from '../../core/principal.ts';
import type { EscalationsTable, LedgerTables, Owned } from './schema.ts';
import { owned, ownerOf, parsed, type Store } from './store.ts';

/** Escalations and their decisions. */
export function escalationLog(store: Store): EscalationLog {
  const { db, tenant } = store;
  return {
    async open(escalation) {
      await openEscalation(db, await ownerOf(store, escalation.turn_id), escalation);
    },
    decide: (escalationId, decision, at) => decide(store, escalationId, decision, at),
    close: (escalationId) => closeEscalation(db, tenant, escalationId),
    get: (escalationId) => get(store, escalationId),
    list: (query) => listEscalations(store, query),
  };
}

/** Adds an escalation. A known one is not changed. */
export async function openEscalation(
  db: Kysely<LedgerTables>,
  owner: Owned,
  { request, ...escalation }: Parameters<EscalationLog['open']>[0],
): Promise<void> {
  await db
    .insertInto('escalations')
    .values({ ...owned(owner), ...escalation, request: JSON.stringify(request), status: 'open' })
    .onConflict((conflict) => conflict.columns(['tenant', 'escalation_id']).doNothing())
    .execute();
}

/** Closes an escalation after its decision is completed. Rejects with `ESCALATION_UNKNOWN`. */
export async function closeEscalation(
  db: Kysely<LedgerTables>,
  tenant: string,
  escalationId: string,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('escalations')
    .set({ status: 'closed' })
    .where('tenant', '=', tenant)
    .where('escalation_id', '=', escalationId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw unknown(escalationId);
}

/** Escalations, oldest first. */
export async function listEscalations(
  { db, tenant }: Store,
  { status, thread_id, limit }: Parameters<EscalationLog['list']>[0],
): Promise<readonly EscalationRow[]> {
  const rows = await db
    .selectFrom('escalations')
    .selectAll()
    .where('tenant', '=', tenant)
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'open'))
    .$if(thread_id !== undefined, (query) => query.where('thread_id', '=', thread_id ?? ''))
    .orderBy('opened_at')
    .orderBy('escalation_id')
    .limit(limit)
    .execute();
  return rows.map(escalationRow);
}

async function get({ db, tenant }: Store, escalationId: string): Promise<EscalationRow | undefined> {
  const row = await db
    .selectFrom('escalations')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('escalation_id', '=', escalationId)
    .executeTakeFirst();
  return row === undefined ? undefined : escalationRow(row);
}

async function decide(
  store: Store,
  escalationId: string,
  decision: PersonDecision,
  at: string,
): Promise<EscalationRow> {
  const row = await store.db
    .updateTable('escalations')
    .set({ status: 'decided', decision: JSON.stringify(decision), decided_at: at })
    .where('tenant', '=', store.tenant)
    .where('escalation_id', '=', escalationId)
    .where('status', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return escalationRow(row);
  if ((await get(store, escalationId)) === undefined) throw unknown(escalationId);
  throw new AgentError('ESCALATION_CLOSED', `escalation \`${escalationId}\` has been decided already`);
}

function escalationRow({
  tenant: _tenant,
  config_version: _version,
  request,
  decision,
  ...row
}: Selectable<EscalationsTable>): EscalationRow {
  return { ...row, request: parsed(request), decision: decision === null ? null : decisionOf(decision) };
}

/** Earlier versions kept a name that nobody had checked. */
function decisionOf(text: string): PersonDecision {
  const { by, ...ruling } = parsed<Omit<PersonDecision, 'by'> & { readonly by: Principal | string }>(text);
  return { ...ruling, by: typeof by === 'string' ? unverified(by) : by } as PersonDecision;
}

function unknown(escalationId: string): AgentError {
  return new AgentError('ESCALATION_UNKNOWN', `no escalation has the id \`${escalationId}\``);
}
