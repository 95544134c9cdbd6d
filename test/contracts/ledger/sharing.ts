import { describe, expect, test } from 'vitest';
import { AT, proposalOf, verdictOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about several ledgers on one store. */
export function sharingContract({ ledger, shared, open, accept, judge, claim }: LedgerWorld): void {
  describe('several ledgers on one store', () => {
    test('a claim that another instance left open is taken over by one', async ({ skip }) => {
      if (!shared()) skip('needs a store that two ledgers can open');
      await accept('u1');
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
      await claim('a1');
      const second = await open('shop', 'two');
      const claims = await Promise.all([claim('a1', {}, second), claim('a1', {}, second)]);
      expect(claims.map(({ state }) => state).sort()).toEqual(['in_doubt', 'refused']);
      await second.actions.settle({ action_id: 'a1', status: 'executed', result: 'found it', at: AT });
      expect(await claim('a1')).toEqual({ state: 'executed', result: 'found it' });
    });
    test('one ledger serves another tenant too, and knows which there are', async () => {
      const other = ledger.of('other');
      expect(await other.threads.get('t1')).toBeUndefined();
      const thread = { agent: 'retail', config_version: 'c1', customer_id: null, created_at: AT };
      await other.threads.open({ thread_id: 'theirs', ...thread });
      expect(await ledger.threads.get('theirs')).toBeUndefined();
      expect(await ledger.of('shop').threads.get('t1')).toBeDefined();
      expect(await ledger.recovery.tenants()).toEqual(['other', 'shop']);
    });
    test("a tenant sees nothing of another's, and may use the same ids", async ({ skip }) => {
      if (!shared()) skip('needs a store that two ledgers can open');
      await accept('u1');
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
      const stranger = await open('other', 'two');
      expect(await stranger.threads.get('t1')).toBeUndefined();
      expect(await stranger.turns.get('u1')).toBeUndefined();
      expect(await stranger.recovery.unfinished()).toEqual([]);
      expect(await claim('a1', {}, stranger)).toEqual({ state: 'refused', status: null });
      await stranger.threads.open({
        thread_id: 't1',
        agent: 'x',
        config_version: 'y',
        customer_id: 'z',
        created_at: AT,
      });
      expect(await stranger.threads.transcript('t1', 10)).toEqual([]);
      expect(await ledger.threads.get('t1')).toMatchObject({ agent: 'retail' });
    });
  });
}
