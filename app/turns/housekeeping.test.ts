import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { retailHarness } from '../../test/retail-harness.ts';
import { mia } from '../../test/retail-shop.ts';

describe('a turn whose checkpoints are locked while they are pruned', () => {
  test('is answered at once, is reported, and is pruned when the lock is gone', async () => {
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
    const turn = await shop.say(thread, 'where is order #W1000001?');
    expect(turn).toMatchObject({ outcome: 'answered' });
    expect(checkpoints()).toBe(2);
    other.exec('begin immediate');
    await shop.clock.advance();
    other.close();
    expect(shop.happened).toMatchObject([
      { event: 'housekeeping-failed', part: 'checkpoints', job: 't1', given_up: false },
    ]);
    expect(checkpoints()).toBe(2);
    await shop.clock.advance(1000);
    expect(checkpoints()).toBe(1);
    expect(shop.happened).toHaveLength(1);
  });
});

describe('the turns of a thread', () => {
  test('leave one job, and one checkpoint after it', async () => {
    const shop = await retailHarness();
    onTestFinished(shop.close);
    const thread = await shop.open('t1', mia);
    await shop.say(thread, 'where is order #W1000001?');
    await shop.say(thread, 'where is order #W1000001?');
    expect(await shop.jobs.counts()).toMatchObject([
      { kind: 'checkpoints', state: 'waiting', count: 1 },
      {},
      {},
    ]);
    await shop.clock.advance();
    expect(await shop.jobs.counts()).toMatchObject([{ count: 0 }, { count: 0 }, { count: 0 }]);
  });
});
