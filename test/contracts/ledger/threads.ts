import { describe, expect, test } from 'vitest';
import { AT } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about threads. */
export function threadsContract({ ledger, accept, done, said }: LedgerWorld): void {
  describe('threads', () => {
    test('a thread is as it was opened, and opening it again changes nothing', async () => {
      await ledger.threads.open({
        thread_id: 't1',
        agent: 'airline',
        config_version: 'c9',
        customer_id: 'x',
        created_at: AT,
      });
      expect(await ledger.threads.get('t1')).toEqual({
        thread_id: 't1',
        agent: 'retail',
        config_version: 'c1',
        customer_id: null,
        created_at: AT,
      });
      expect(await ledger.threads.get('nobody')).toBeUndefined();
    });
    test('who the customer is stays fixed', async () => {
      await ledger.threads.identify('t1', 'sara');
      await ledger.threads.identify('t1', 'mallory');
      expect(await ledger.threads.get('t1')).toMatchObject({ customer_id: 'sara' });
      await expect(ledger.threads.identify('nobody', 'sara')).rejects.toMatchObject({
        code: 'THREAD_UNKNOWN',
      });
    });
    test('the transcript is in the order in which it was said, the newest entries when there are too many', async () => {
      for (const turn of ['u1', 'u2', 'u3']) {
        await accept(turn);
        await done(turn, `reply to ${turn}`);
      }
      expect(await said('t1', 3)).toEqual([
        'agent: reply to u2',
        'customer: message of u3',
        'agent: reply to u3',
      ]);
      expect(await said('nobody')).toEqual([]);
    });
    test('earlier threads are those of the same customer and agent, without this one', async () => {
      const rows = [
        ['t2', 'sara', 'retail'],
        ['t3', 'sara', 'airline'],
        ['t4', 'bob', 'retail'],
      ] as const;
      await ledger.threads.identify('t1', 'sara');
      await accept('u1');
      for (const [thread_id, customer_id, agent] of rows) {
        await ledger.threads.open({ thread_id, agent, config_version: 'c1', customer_id, created_at: AT });
        await accept(`u-${thread_id}`, { thread_id });
      }
      const query = { thread_id: 't1', customer_id: 'sara', agent: 'retail', limit: 5 };
      expect((await ledger.threads.earlier(query)).map(({ text }) => text)).toEqual(['message of u-t2']);
      await done('u-t2', 'done');
      expect((await ledger.threads.earlier({ ...query, limit: 1 })).map(({ text }) => text)).toEqual([
        'done',
      ]);
    });
  });
}
