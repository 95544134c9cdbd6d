import { beforeEach, describe, expect, test } from 'vitest';
import { actionHash } from '../../../core/action.ts';
import { AT, proposalOf, verdictOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about actions. */
export function actionsContract({ ledger, accept, done, judge, claim, settle }: LedgerWorld): void {
  describe('actions', () => {
    beforeEach(async () => {
      await accept('u1');
    });

    test.each([
      { decision: 'allow', status: 'allowed', claimed: 'claimed' },
      { decision: 'modify', status: 'allowed', claimed: 'claimed' },
      { decision: 'confirm', status: 'confirm', claimed: 'refused' },
      { decision: 'review', status: 'review', claimed: 'refused' },
      { decision: 'deny', status: 'denied', claimed: 'refused' },
    ] as const)(
      'a verdict of $decision makes an action $status, and its claim is $claimed',
      async ({ decision, status, claimed }) => {
        await judge(proposalOf('a1'), verdictOf(proposalOf('a1'), decision));
        const [row] = await ledger.actions.list({ thread_id: 't1', turn_id: 'u1' });
        expect(row).toEqual({
          action_id: 'a1',
          thread_id: 't1',
          turn_id: 'u1',
          intent: 'cancel',
          proposal: proposalOf('a1'),
          verdict: verdictOf(proposalOf('a1'), decision),
          status,
          result: null,
          at: AT,
        });
        expect(await claim('a1')).toMatchObject({ state: claimed });
      },
    );
    test.each([
      {
        what: 'arguments',
        claim: { hash: actionHash({ name: 'cancel_pending_order', arguments: { order_id: '#W2' } }) },
      },
      {
        what: 'tool',
        claim: { hash: actionHash({ name: 'delete_account', arguments: { order_id: '#W1' } }) },
      },
      { what: 'policy version', claim: { policy_version: 'p2' } },
    ])('a claim with another $what than was judged is refused', async ({ claim: other }) => {
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
      expect(await claim('a1', other)).toEqual({ state: 'refused', status: 'allowed' });
      expect(await claim('a1')).toEqual({ state: 'claimed' });
    });
    test('a claim from another thread, or of what was never judged, is refused', async () => {
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
      expect(await claim('a1', { thread_id: 't2' })).toEqual({ state: 'refused', status: null });
      expect(await claim('a2')).toEqual({ state: 'refused', status: null });
    });
    test('what may run after a modification is the modified action', async () => {
      const modified = {
        name: 'cancel_pending_order',
        arguments: { order_id: '#W1', reason: 'no longer needed' },
      };
      await judge(proposalOf('a1'), { ...verdictOf(proposalOf('a1'), 'modify'), action: modified });
      expect(await claim('a1')).toMatchObject({ state: 'refused' });
      expect(await claim('a1', { hash: actionHash(modified) })).toEqual({ state: 'claimed' });
    });
    test('a verdict is used once', async () => {
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
      expect(await claim('a1')).toEqual({ state: 'claimed' });
      expect(await claim('a1')).toEqual({ state: 'refused', status: 'claimed' });
      await settle('a1', 'executed', 'cancelled');
      expect(await claim('a1')).toEqual({ state: 'executed', result: 'cancelled' });
      expect(await claim('a1', { policy_version: 'p9' })).toEqual({
        state: 'executed',
        result: 'cancelled',
      });
      expect(await claim('a1', { hash: 'another' })).toEqual({ state: 'refused', status: 'executed' });
    });
    test('of many claims at once one wins', async () => {
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
      const claims = await Promise.all(Array.from({ length: 20 }, () => claim('a1')));
      expect(claims.filter(({ state }) => state === 'claimed')).toHaveLength(1);
    });
    test('the latest verdict wins until the action is claimed', async () => {
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1'), 'confirm'));
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1'), 'allow', 'p2'));
      expect(await claim('a1')).toMatchObject({ state: 'refused' });
      expect(await claim('a1', { policy_version: 'p2' })).toEqual({ state: 'claimed' });
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1'), 'deny', 'p3'));
      expect(await ledger.actions.list({ thread_id: 't1' })).toMatchObject([
        { status: 'claimed', verdict: { decision: 'allow', policy_version: 'p2' } },
      ]);
    });
    test.each(['executed', 'failed', 'declined', 'in_doubt'] as const)(
      'what has %s is neither judged, claimed nor settled again',
      async (status) => {
        await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
        if (status !== 'declined') await claim('a1');
        await settle('a1', status, 'first');
        await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
        await settle('a1', 'executed', 'second');
        await settle('a1', 'declined', 'third');
        expect(await ledger.actions.list({ thread_id: 't1' })).toMatchObject([{ status, result: 'first' }]);
        expect(await claim('a1')).toEqual(
          status === 'executed' ? { state: 'executed', result: 'first' } : { state: 'refused', status },
        );
      },
    );
    test.each(['confirm', 'review', 'deny'] as const)(
      'what was judged %s cannot have run, but can be declined',
      async (decision) => {
        await judge(proposalOf('a1'), verdictOf(proposalOf('a1'), decision));
        for (const status of ['executed', 'failed', 'in_doubt'] as const)
          await expect(settle('a1', status)).rejects.toMatchObject({ code: 'INTERNAL' });
        await settle('a1', 'declined');
        expect(await ledger.actions.list({ thread_id: 't1' })).toMatchObject([{ status: 'declined' }]);
      },
    );
    test('a claimed action cannot be declined, and an unknown one cannot end', async () => {
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
      await claim('a1');
      await expect(settle('a1', 'declined')).rejects.toMatchObject({ code: 'INTERNAL' });
      await expect(settle('nothing', 'executed')).rejects.toMatchObject({ code: 'INTERNAL' });
    });
    test('history is what ran, in the order in which it ended', async () => {
      for (const id of ['a1', 'a2', 'a3', 'a4']) {
        await judge(proposalOf(id, { id }), verdictOf(proposalOf(id, { id })));
        await claim(id, { hash: actionHash(proposalOf(id, { id }).action) });
      }
      await settle('a3', 'executed');
      await settle('a1', 'executed');
      await settle('a2', 'failed');
      expect(await ledger.actions.history('t1')).toEqual([
        { name: 'cancel_pending_order', arguments: { id: 'a3' } },
        { name: 'cancel_pending_order', arguments: { id: 'a1' } },
      ]);
      expect((await ledger.actions.list({ thread_id: 't1' })).map(({ action_id }) => action_id)).toEqual([
        'a1',
        'a2',
        'a3',
        'a4',
      ]);
    });
    test('one action can be asked for, in its own thread only', async () => {
      for (const id of ['a1', 'a2']) await judge(proposalOf(id), verdictOf(proposalOf(id)));
      expect(
        (await ledger.actions.list({ thread_id: 't1', action_id: 'a2' })).map(({ action_id }) => action_id),
      ).toEqual(['a2']);
      expect(await ledger.actions.list({ thread_id: 't2', action_id: 'a2' })).toEqual([]);
    });
    test('an action belongs to the turn in which it was last judged', async () => {
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1'), 'confirm'));
      await done('u1', 'shall I?');
      await accept('u2');
      await judge(proposalOf('a1'), verdictOf(proposalOf('a1')), 'u2');
      expect(await ledger.actions.list({ thread_id: 't1', turn_id: 'u1' })).toEqual([]);
      expect(await ledger.actions.list({ thread_id: 't1', turn_id: 'u2' })).toMatchObject([
        { action_id: 'a1', status: 'allowed' },
      ]);
    });
  });
}
