import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { AgentError } from '../../core/errors.ts';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';
import { housekeeping } from './housekeeping.ts';
import { type Incident, incidents } from './incidents.ts';

describe('a turn whose checkpoints are locked while they are pruned', () => {
  test('is answered at once, is reported, and is pruned after the next turn', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'trestle-housekeeping-'));
    const shop = await retailHarness({ folder });
    onTestFinished(async () => {
      await shop.close();
      rmSync(folder, { recursive: true });
    });
    const file = join(folder, 'checkpoints.db');
    const checkpoints = () => {
      const database = new Database(file, { readonly: true });
      const count = database.prepare("select count(*) from checkpoints where thread_id = 't1'").pluck().get();
      database.close();
      return count;
    };
    const thread = await shop.open('t1', mia);
    // A turn saves one checkpoint: the second one's is what is left beside it.
    await shop.say(thread, 'where is order #W1000001?');
    const other = new Database(file);
    const release = shop.harness.events.subscribe(thread, ({ type }) => {
      if (type === 'turn-end') other.exec('begin immediate');
    });
    const turn = await shop.say(thread, 'where is order #W1000001?');
    release();
    other.close();
    expect(turn).toMatchObject({ outcome: 'answered' });
    expect(shop.happened).toMatchObject([{ event: 'housekeeping-failed', part: 'checkpoints' }]);
    expect(checkpoints()).toBe(2);
    await shop.say(await shop.open('t2', mia), 'where is order #W1000001?');
    expect(checkpoints()).toBe(1);
    expect(shop.happened).toHaveLength(1);
  });
});

describe('housekeeping', () => {
  test('that throws reaches nobody but the report', async () => {
    const told: Incident[] = [];
    const reported = incidents((incident) => told.push(incident));
    const broken = (): never => {
      throw new AgentError('TRACES_UNAVAILABLE', 'broken');
    };
    const { prune, turnEnded } = housekeeping({ prune: async () => broken(), turnEnded: broken }, reported);
    await prune('t1');
    turnEnded('shop', 'u1');
    await expect.poll(() => told.length).toBe(2);
    expect(reported.counts()).toEqual([
      { event: 'housekeeping-failed', part: 'checkpoints', code: 'TRACES_UNAVAILABLE', count: 1 },
      { event: 'housekeeping-failed', part: 'traces', code: 'TRACES_UNAVAILABLE', count: 1 },
    ]);
  });

  test('that failed is tried again for the threads before, a few at a time', async () => {
    let locked = true;
    const done: string[] = [];
    const prune = async (threadId: string) => {
      if (locked) throw new Error('locked');
      done.push(threadId);
    };
    const kept = housekeeping(
      { prune, turnEnded: () => {} },
      incidents(() => {}),
    );
    for (let thread = 1; thread <= 12; thread += 1) await kept.prune(`t${thread}`);
    locked = false;
    await kept.prune('t99');
    expect(done).toEqual(['t99', ...Array.from({ length: 10 }, (_, index) => `t${index + 1}`)]);
    await kept.prune('t99');
    expect(done.slice(11)).toEqual(['t99', 't11', 't12']);
  });
});
