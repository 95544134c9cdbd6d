import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { escalationRequest } from '../../core/escalation.ts';
import { ledgerContract } from '../../test/contracts/ledger.contract.ts';
import { AT, proposalOf, resultOf, stepOf, verdictOf } from '../../test/fixtures/ledger/rows.ts';
import { sqliteLedger } from './open.ts';

ledgerContract('SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  return {
    open: (who) => sqliteLedger({ file: join(folder, 'deep', 'ledger.db'), ...who }),
    shared: true,
    dispose: () => rm(folder, { recursive: true }),
  };
});

ledgerContract('SQLite in memory', async () => ({
  open: (who) => sqliteLedger({ file: ':memory:', ...who }),
  shared: false,
  dispose: async () => {},
}));

describe('sqliteLedger', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-'));
    file = join(folder, 'ledger.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = () => sqliteLedger({ file, tenant: 'shop', instance: 'one' });

  test('what was written is there after a restart', async () => {
    const first = await open();
    await first.threads.open({
      thread_id: 't1',
      agent: 'retail',
      config_version: 'c1',
      customer_id: null,
      created_at: AT,
    });
    await first.close();
    const second = await open();
    expect(await second.threads.get('t1')).toMatchObject({ agent: 'retail' });
    await second.close();
  });

  test('every row has tenant, agent and config version', async () => {
    const ledger = await open();
    const [thread_id, turn_id, proposal] = ['t1', 'u1', proposalOf('a1')];
    await ledger.threads.open({
      thread_id,
      agent: 'retail',
      config_version: 'c1',
      customer_id: 'ann',
      created_at: AT,
    });
    await ledger.turns.accept({
      turn_id,
      thread_id,
      config_version: 'c1',
      text: 'hello',
      idempotency_key: null,
      at: AT,
    });
    await ledger.turns.steps(turn_id, [stepOf(1, { cost_nano: 12 })]);
    await ledger.actions.judged({
      thread_id,
      turn_id,
      intent: null,
      proposal,
      verdict: verdictOf(proposal),
      windows: [{ tools: ['none'], since: AT, sum: null, value: 0 }],
      at: AT,
    });
    await ledger.escalations.open({
      escalation_id: 'e1',
      thread_id,
      turn_id,
      agent: 'retail',
      queue: 'q',
      request: escalationRequest('review', 'r'),
      opened_at: AT,
    });
    await ledger.events.append(thread_id, 'turn-start', {}, AT);
    await ledger.recovery.feedback({
      turn_id,
      by: 'customer',
      score: 1,
      comment: null,
      corrected_intent: null,
      at: AT,
    });
    await ledger.turns.finish(turn_id, resultOf(turn_id, 'hi'), 'done', 'agent', AT);
    const articles = [{ path: 'a.md', text: 'A.' }];
    await ledger.versions.keep({ agent: 'retail', config_version: 'c1', declared: {}, articles }, AT);
    await ledger.close();

    const database = new Database(file, { readonly: true });
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' and name not like 'kysely%'")
      .pluck()
      .all() as string[];
    expect(tables).toHaveLength(11);
    for (const table of tables) {
      const rows = database.prepare(`select tenant, agent, config_version from ${table}`).all();
      expect(rows.length, table).toBeGreaterThan(0);
      for (const row of rows)
        expect(row, table).toEqual({ tenant: 'shop', agent: 'retail', config_version: 'c1' });
    }
    database.close();
  });

  test.each([
    {
      what: 'is no database',
      why: 'it is no SQLite file',
      prepare: () => writeFile(file, 'not a database, but longer than a header of one'),
    },
    {
      what: 'was written by a newer version',
      why: 'a newer version of trestle has written it',
      prepare: async () => {
        await (await open()).close();
        const database = new Database(file);
        database.prepare("insert into kysely_migration values ('9999_future', '2030')").run();
        database.close();
      },
    },
  ])('a file that $what is unavailable, and says so', async ({ prepare, why }) => {
    await prepare();
    await expect(open()).rejects.toMatchObject({
      code: 'LEDGER_UNAVAILABLE',
      message: `cannot open the ledger \`${file}\`: ${why}`,
    });
  });

  test('a write that waits for another process too long is unavailable, and succeeds later', async () => {
    const ledger = await open();
    const other = new Database(file);
    other.exec('begin immediate');
    const write = ledger.threads.open({
      thread_id: 't1',
      agent: 'retail',
      config_version: 'c1',
      customer_id: null,
      created_at: AT,
    });
    await expect(write).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE', retryable: true });
    other.exec('commit');
    await ledger.threads.open({
      thread_id: 't1',
      agent: 'retail',
      config_version: 'c1',
      customer_id: null,
      created_at: AT,
    });
    expect(await ledger.threads.get('t1')).toBeDefined();
    other.close();
    await ledger.close();
  });
});
