import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { actionHash } from '../../core/action.ts';
import { escalationRequest } from '../../core/escalation.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { unverified } from '../../core/principal.ts';
import { growLedger } from '../../test/fixtures/ledger/grown-ledger.ts';
import { AT, proposalOf, resultOf, stepOf, verdictOf } from '../../test/fixtures/ledger/rows.ts';
import { sqliteLedger } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-plans-'));
const file = join(folder, 'ledger.db');
const statements = new Set<string>();
let ledger: Ledger;

const open = () => sqliteLedger({ file, tenant: 'shop', instance: 'one' });

/** Every statement that is prepared from now on. */
function listen() {
  const { prepare } = Database.prototype;
  vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: Database.Database, sql) {
    statements.add(sql);
    return prepare.call(this, sql);
  });
}

beforeAll(async () => {
  await (await open()).close();
  const customers = Array.from({ length: 2_000 }, (_, number) => `customer ${number}`);
  growLedger(file, { tenant: 'shop', agent: 'retail', turns: 100_000, customers });
  listen();
  ledger = await open();
  await aTurn();
  await aStart();
  await theListsOfOperators();
}, 120_000);

afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
});

const [thread_id, turn_id] = ['t1', 'u1'];
const customer_id = 'customer 7';

async function aTurn(): Promise<void> {
  const { threads, turns, actions, escalations } = ledger;
  const thread = { thread_id, agent: 'retail', config_version: 'c1', customer_id: null, created_at: AT };
  await threads.open(thread);
  await threads.get(thread_id);
  const request = {
    turn_id,
    thread_id,
    config_version: 'c1',
    text: 'cancel it',
    idempotency_key: 'k',
    at: AT,
  };
  await turns.accept(request);
  await turns.accept(request);
  await escalations.list({ thread_id, limit: 1000 });
  await turns.mark(turn_id, 'running');
  await threads.identify(thread_id, customer_id);
  await threads.transcript(thread_id, 60);
  await threads.earlier({ thread_id, customer_id, agent: 'retail', limit: 20 });
  await anAction();
  await turns.steps(turn_id, [stepOf(1)]);
  await ledger.events.append(thread_id, 'step-end', {}, AT);
  await ledger.events.since(thread_id, 0, 100);
  await actions.list({ thread_id, turn_id });
  await turns.get(turn_id);
  await turns.finish(turn_id, resultOf(turn_id, 'Cancelled.'), 'done', 'agent', AT);
  await turns.list({ thread_id, limit: 20 });
}

async function anAction(): Promise<void> {
  const { actions } = ledger;
  const proposal = proposalOf('u1.a1');
  await actions.history(thread_id);
  const query = { tools: ['cancel_pending_order'], since: AT, sum: null };
  const value = await actions.window({ thread_id, action_id: 'u1.a1' }, query);
  const verdict = verdictOf(proposal);
  const windows = [{ ...query, value }];
  await actions.judged({ thread_id, turn_id, intent: null, proposal, verdict, windows, at: AT });
  await actions.list({ thread_id, action_id: 'u1.a1' });
  const claim = {
    action_id: 'u1.a1',
    thread_id,
    hash: actionHash(proposal.action),
    policy_version: 'p1',
    at: AT,
  };
  await actions.claim(claim);
  await actions.claim(claim);
  await actions.settle({ action_id: 'u1.a1', status: 'executed', result: null, at: AT });
}

async function aStart(): Promise<void> {
  await ledger.recovery.unfinished();
  await ledger.recovery.undelivered();
  await ledger.outcomes.labelled('retail');
}

async function theListsOfOperators(): Promise<void> {
  const { escalations, recovery, turns } = ledger;
  const request = escalationRequest('review', 'look');
  const row = { escalation_id: 'e1', thread_id, turn_id, agent: 'retail', queue: 'desk', request };
  await escalations.open({ ...row, opened_at: AT });
  await escalations.list({ limit: 50 });
  await escalations.list({ status: 'open', limit: 50 });
  await escalations.list({ status: 'open', thread_id, limit: 10 });
  await escalations.get('e1');
  const narrow = { since: AT, until: '2027', intent: 'cancel', outcome: 'answered' } as const;
  const after = { accepted_at: AT, turn_id };
  await turns.find({ agent: 'retail', after: null, limit: 50 });
  await turns.find({ agent: 'retail', ...narrow, after, limit: 50 });
  await escalations.decide('e1', { decision: 'answer', by: unverified('op'), text: 'Hello.' }, AT);
  await escalations.close('e1');
  await recovery.feedback({
    turn_id,
    by: 'customer',
    score: 1,
    comment: null,
    corrected_intent: null,
    at: AT,
  });
}

const TABLES = ['threads', 'turns', 'steps', 'transcript', 'actions', 'escalations', 'events', 'feedback'];
const ABOUT_A_TABLE = new RegExp(`^(SCAN|SEARCH) (${TABLES.join('|')})\\b`);

/** Steps of a plan that read more the longer the tenant's history is. */
function growing(plan: readonly string[]): readonly string[] {
  return plan.filter((step) => {
    // It has none but the turns that have not come to rest.
    if (!ABOUT_A_TABLE.test(step) || step.includes('INDEX turns_under_way')) return false;
    return step.startsWith('SCAN') || /\(tenant=\?\)$/.test(step);
  });
}

describe('on a ledger of 100,000 turns', () => {
  test('no statement of a turn, of a start or of an operator walks the history of all', () => {
    const database = new Database(file, { readonly: true });
    const ours = [...statements].filter((sql) => TABLES.some((table) => sql.includes(`"${table}"`)));
    const walks = ours.flatMap((sql) => {
      const plan = database.prepare(`explain query plan ${sql}`).all(...nothing(sql)) as { detail: string }[];
      return growing(plan.map(({ detail }) => detail)).map((step) => `${step}: ${sql}`);
    });
    database.close();
    expect(ours.length).toBeGreaterThan(30);
    // Sorted by its key and cut off at the limit: as many rows are read as are shown.
    expect(walks.filter((walk) => !walk.includes('INDEX escalations_opened'))).toEqual([]);
  });

  test('turns are found along their index, which also tells intent and outcome', () => {
    const database = new Database(file, { readonly: true });
    const finding = [...statements].filter((sql) =>
      /^select .* from "turns" where "tenant" = \? and "agent" = \? .*order by "accepted_at", "turn_id"/.test(
        sql,
      ),
    );
    const plans = finding.flatMap(
      (sql) => database.prepare(`explain query plan ${sql}`).all(...nothing(sql)) as { detail: string }[],
    );
    database.close();
    expect(plans.map(({ detail }) => detail).filter((detail) => /turns/.test(detail))).toEqual([
      expect.stringMatching(/^SEARCH turns USING INDEX turns_of_agent \(tenant=\? AND agent=\?\)$/),
      expect.stringMatching(/^SEARCH turns USING INDEX turns_of_agent \(tenant=\? AND agent=\? AND /),
    ]);
    expect(plans.filter(({ detail }) => detail.includes('B-TREE'))).toEqual([]);
  });

  test('a customer with an ordinary history is read without the others', async () => {
    const started = process.cpuUsage();
    for (let time = 0; time < 20; time += 1)
      await ledger.threads.earlier({ thread_id, customer_id, agent: 'retail', limit: 20 });
    const { user, system } = process.cpuUsage(started);
    // Twenty walks over the tenant's transcript would take seconds.
    expect((user + system) / 1000).toBeLessThan(500);
  });
});

const nothing = (sql: string): readonly null[] => [...sql.matchAll(/\?/g)].map(() => null);
