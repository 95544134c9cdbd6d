import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionHash } from '../../core/action.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { AT, proposalOf, verdictOf } from '../../test/fixtures/ledger/rows.ts';
import { sqliteLedger } from './open.ts';

interface Worker {
  readonly process: ChildProcess;
  readonly lines: Interface;
  readonly said: string[];
}

describe('a ledger file that several processes use', () => {
  let folder: string;
  let file: string;
  const workers: Worker[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ledger-'));
    file = join(folder, 'ledger.db');
  });
  afterEach(async () => {
    for (const { process } of workers.splice(0)) process.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  const start = async (job: 'race' | 'limit' | 'write', instance: string): Promise<Worker> => {
    const child = spawn(
      process.execPath,
      ['--import', './bin/typescript.mjs', 'test/fixtures/ledger/worker.ts', job, file, instance],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const worker: Worker = { process: child, lines: createInterface({ input: child.stdout }), said: [] };
    worker.lines.on('line', (line) => worker.said.push(line));
    workers.push(worker);
    await once(worker.lines, 'line');
    return worker;
  };
  const go = (worker: Worker) => worker.process.stdin?.write('go\n');
  const open = () => sqliteLedger({ file, tenant: 'shop', instance: 'judge' });

  test('of two that race to claim an action one wins, and their events have no gaps', async () => {
    const racers = await Promise.all([start('race', 'red'), start('race', 'blue')]);
    const ready = racers.map((racer) => once(racer.lines, 'line'));
    racers.forEach(go); // Both find a new file, and one makes its tables.
    await Promise.all(ready);
    const ledger = await open();
    await allowed(ledger, 40);

    const over = racers.map((racer) => once(racer.lines, 'close'));
    racers.forEach(go);
    await Promise.all(over);
    const claims = racers.map(({ said }) => said.slice(2).map((line) => line.split(' ')[1]));
    for (let index = 0; index < 40; index++) {
      expect([claims[0]?.[index], claims[1]?.[index]].sort(), `action ${index}`).toEqual([
        'claimed',
        'in_doubt',
      ]);
    }
    const events = await ledger.events.since('t1', 0, 100);
    expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    await ledger.close();
  });

  test('of two that race under a limit of one, each customer is allowed exactly once', async () => {
    const racers = await Promise.all([start('limit', 'red'), start('limit', 'blue')]);
    const ready = racers.map((racer) => once(racer.lines, 'line'));
    racers.forEach(go);
    await Promise.all(ready);
    const over = racers.map((racer) => once(racer.lines, 'close'));
    racers.forEach(go);
    await Promise.all(over);
    const decisions = racers.map(({ said }) => said.slice(2).map((line) => line.split(' ')[1]));
    for (let index = 0; index < 30; index++)
      expect([decisions[0]?.[index], decisions[1]?.[index]].sort(), `customer ${index}`).toEqual([
        'allow',
        'deny',
      ]);
  });

  test.each([3, 40, 111])(
    'a process killed after %i acknowledged writes has lost none of them and half-done none',
    async (writes) => {
      const worker = await start('write', 'red');
      go(worker);
      while (worker.said.length < writes + 1) await once(worker.lines, 'line');
      worker.process.kill('SIGKILL');
      await once(worker.lines, 'close');

      const ledger = await open();
      const database = new Database(file, { readonly: true });
      expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      database.close();
      const last = (what: string) => worker.said.filter((line) => line.startsWith(what)).length;
      const turns = await ledger.turns.list({ thread_id: 't1', limit: 1000 });
      const actions = await ledger.actions.list({ thread_id: 't1' });
      const transcript = await ledger.threads.transcript('t1', 1000);
      const events = await ledger.events.since('t1', 0, 1000);
      const finished = turns.filter(({ status }) => status === 'done').length;
      atMostOneMore(turns.length, last('accepted'));
      atMostOneMore(finished, last('finished'));
      atMostOneMore(actions.filter(({ status }) => status === 'executed').length, last('executed'));
      atMostOneMore(events.length, last('told'));
      expect(turns.map(({ number }) => number)).toEqual(turns.map((_, index) => index + 1));
      expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
      expect(transcript.map(({ text }) => text)).toEqual(
        turns.flatMap(({ text, status, number }) => (status === 'done' ? [text, `reply ${number}`] : [text])),
      );
      expect((await ledger.recovery.unfinished()).map(({ turn_id }) => turn_id)).toEqual(
        turns.slice(finished).map(({ turn_id }) => turn_id),
      );
      await ledger.close();
    },
  );
});

/** Every acknowledged write is there. At most the one under way when the process died may be there too. */
function atMostOneMore(found: number, acknowledged: number): void {
  expect([acknowledged, acknowledged + 1]).toContain(found);
}

async function allowed(ledger: Ledger, actions: number): Promise<void> {
  await ledger.threads.open({
    thread_id: 't1',
    agent: 'retail',
    config_version: 'c1',
    customer_id: null,
    created_at: AT,
  });
  await ledger.turns.accept({
    turn_id: 'u1',
    thread_id: 't1',
    config_version: 'c1',
    text: 'race',
    idempotency_key: null,
    at: AT,
  });
  for (let index = 0; index < actions; index++) {
    const proposal = proposalOf(`a${index}`);
    await ledger.actions.judged({
      thread_id: 't1',
      turn_id: 'u1',
      intent: null,
      proposal,
      verdict: verdictOf(proposal),
      at: AT,
    });
  }
  const hash = actionHash(proposalOf('').action);
  const mine = await ledger.actions.claim({
    action_id: 'a0',
    thread_id: 't2',
    hash,
    policy_version: 'p1',
    at: AT,
  });
  expect(mine).toEqual({ state: 'refused', status: null });
}
