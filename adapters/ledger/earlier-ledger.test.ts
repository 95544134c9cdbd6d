import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ledger } from '../../core/ports/ledger.ts';
import { AT, proposalOf, resultOf, stepOf, verdictOf } from '../../test/fixtures/ledger/rows.ts';
import { inflatedJson } from './deflated-json.ts';
import { sqliteLedger } from './open.ts';
import { longResult, shortResult } from './short-forms.ts';
import { MIGRATIONS } from './sqlite/migrations.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-earlier-'));
const file = join(folder, 'ledger.db');
const owner = { tenant: 'shop', agent: 'retail', config_version: 'c'.repeat(64) };
const ids = { thread_id: 't1', turn_id: 'u1' };
const proposal = proposalOf('u1.a1');
const steps = [{ node: 'classify', ms: 9.125, cost_usd: 0, confidence: 0.97 }];
const result = { ...resultOf('u1', 'Cancelled.'), steps };
/** Earlier releases told neither what a turn asks nor its goals. */
const { asks: _asks, goals: _goals, ...WITHOUT_ASKS } = result;
/** The SHA-256 of `Cancelled.`, as earlier releases kept it. */
const HASH = '4b5ea033faf0181109ca8b2f7fc41df1772df99e8aee9c1823d3c3eb370766ed';
/** The event of the turn's end, with what it repeated of the result. */
const END = {
  turn_id: 'u1',
  outcome: 'answered',
  asks: null,
  goals: [{ intent: 'cancel-order', state: 'done' }],
};
/** Tables as they were then. */
type EarlierTables = Record<string, Record<string, unknown>>;
/** It has as many digits as a number can have. */
const CONFIDENCE = 0.9999875870665181;
let ledger: Ledger;

/** A ledger as the release before wrote it: ids and names in full. */
async function writeEarlier(): Promise<void> {
  const db = new Kysely<EarlierTables>({ dialect: new SqliteDialect({ database: new Database(file) }) });
  const getMigrations = async () =>
    Object.fromEntries(Object.entries(MIGRATIONS).filter(([name]) => name < '0004'));
  const { error } = await new Migrator({ db, provider: { getMigrations } }).migrateToLatest();
  if (error) throw error;
  const thread = { thread_id: 't1', customer_id: null, created_at: AT, turns: 1, events: 0, place: 2 };
  await db
    .insertInto('threads')
    .values({ ...owner, ...thread })
    .execute();
  const turn = {
    number: 1,
    text: 'hi',
    idempotency_key: 'k',
    status: 'waiting',
    outcome: 'answered',
  } as const;
  const times = { accepted_at: AT, ended_at: AT };
  await db
    .insertInto('turns')
    .values({ ...owner, ...ids, ...turn, ...times, result: JSON.stringify(WITHOUT_ASKS) })
    .execute();
  const { detail, ...step } = stepOf(1, { step_id: 'u1.s1', confidence: CONFIDENCE });
  const kept = { ...owner, turn_id: 'u1', ...step, detail: JSON.stringify(detail) };
  await db
    .insertInto('steps')
    .values(kept as never)
    .execute();
  const said = { place: 2, role: 'agent', text: 'Cancelled.', text_hash: HASH, at: AT } as const;
  await db
    .insertInto('transcript')
    .values({ ...owner, ...ids, ...said })
    .execute();
  for (const [index, action_id] of ['first', 'second'].entries()) {
    const judged = { intent: null, name: 'cancel', hash: '', policy_version: 'p1', judged_at: AT };
    const ended = { status: 'executed', ended_at: AT, ended_place: 8 - index, result: 'null' };
    const verdict = JSON.stringify({ action: { name: action_id, arguments: {} } });
    await db
      .insertInto('actions')
      .values({ ...owner, ...ids, action_id, place: 5 + index, ...judged, ...ended, verdict, proposal: '{}' })
      .execute();
  }
  const event = { thread_id: 't1', at: AT };
  await db
    .insertInto('events')
    .values([
      { ...owner, ...event, seq: 1, type: 'reply', data: '{"turn_id":"u1","text":"Hi."}' },
      { ...owner, ...event, seq: 2, type: 'turn-end', data: JSON.stringify(END) },
    ])
    .execute();
  const action = { action_id: 'u1.a1', place: 9, intent: null, name: 'cancel_pending_order', hash: 'h' };
  const whole = { proposal: JSON.stringify(proposal), verdict: JSON.stringify(verdictOf(proposal)) };
  await db
    .insertInto('actions')
    .values({
      ...{ ...owner, ...ids, ...action, ...whole, policy_version: 'p1', status: 'allowed' },
      ...{ result: 'null', judged_at: AT },
    })
    .execute();
  await db
    .insertInto('escalations')
    .values({
      ...{ ...owner, ...ids, escalation_id: 'e1', queue: 'q', request: '{}', opened_at: AT, decided_at: AT },
      ...{ status: 'closed', decision: '{"decision":"approve","by":"maria"}' },
    })
    .execute();
  await db.destroy();
}

beforeAll(async () => {
  await writeEarlier();
  ledger = await sqliteLedger({ file, tenant: 'shop', instance: 'one' });
});

afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

describe('a ledger of the release before', () => {
  test('is read as it was written', async () => {
    expect(await ledger.turns.get('u1')).toMatchObject({
      turn: { result, config_version: owner.config_version },
      steps: [stepOf(1, { step_id: 'u1.s1', confidence: CONFIDENCE })],
    });
    expect((await ledger.events.since('t1', 0, 10)).map(({ data }) => data)).toEqual([
      { turn_id: 'u1', text: 'Hi.' },
      END,
    ]);
    expect(await ledger.actions.list({ thread_id: 't1', action_id: 'u1.a1' })).toMatchObject([
      { proposal, verdict: verdictOf(proposal) },
    ]);
  });

  test('keeps the order of what was said, judged and done', async () => {
    expect((await ledger.actions.list({ thread_id: 't1' })).map(({ action_id }) => action_id)).toEqual([
      'first',
      'second',
      'u1.a1',
    ]);
    expect((await ledger.actions.history('t1')).map(({ name }) => name)).toEqual(['second', 'first']);
  });

  test('knows the names of who decided, which nobody had checked', async () => {
    expect((await ledger.escalations.get('e1'))?.decision).toEqual({
      decision: 'approve',
      by: { kind: 'unverified', id: 'maria' },
    });
  });

  test('keeps a new result and gives back nothing more', async () => {
    const records = { texts: () => 'Cancelled.', steps: () => [] };
    expect(longResult(ids, shortResult(result, []), records)).toEqual(result);
  });

  test('takes a step that is repeated after a crash for the same', async () => {
    await ledger.turns.steps('u1', [stepOf(1, { step_id: 'u1.s1', ms: 3 }), stepOf(2, { step_id: 'u1.s2' })]);
    const read = await ledger.turns.get('u1');
    expect(read?.steps.map(({ step_id, ms }) => [step_id, ms])).toEqual([
      ['u1.s1', 3],
      ['u1.s2', 9.125],
    ]);
  });

  test('takes a reply that is repeated after a crash for the same', async () => {
    await ledger.turns.finish('u1', result, 'done', 'agent', AT);
    const texts = (await ledger.threads.transcript('t1', 10)).map(({ text }) => text);
    expect(texts).toEqual(['Cancelled.']);
  });

  test('keeps new results without the ids of their row and what the transcript has', () => {
    const recorded = [stepOf(1, { ms: 9.125, confidence: 0.97 })];
    const kept = JSON.stringify(inflatedJson(shortResult(result, recorded), 'another'));
    expect(kept).not.toMatch(/u1|t1|Cancelled|classify/);
  });
});
