import { beforeEach, describe, expect, test } from 'vitest';
import { actionHash } from '../../../core/action.ts';
import type { WindowQuery } from '../../../core/ports/judge.ts';
import type { Ledger } from '../../../core/ports/ledger.ts';
import { proposalOf, verdictOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

const NOW = '2026-11-02T10:00:00.000Z';
const counting: WindowQuery = {
  tools: ['cancel_pending_order'],
  since: '2026-11-01T10:00:00.000Z',
  sum: null,
};
const ofArguments: WindowQuery = { ...counting, sum: { in: 'arguments', steps: ['amount'] } };
const ofFacts: WindowQuery = { ...counting, sum: { in: 'facts', steps: ['order', 'cents'] } };

/** The part of the ledger's contract about a customer's actions over a window, and what rests on them. */
export function windowsContract({ ledger, openThread, accept, settle }: LedgerWorld): void {
  const reading = (query = counting, action_id = 'mine', thread_id = 'ann-1') =>
    ledger.actions.window({ thread_id, action_id }, query);

  async function judge(
    action_id: string,
    more: Partial<Parameters<Ledger['actions']['judged']>[0]> & {
      readonly decision?: 'allow' | 'modify' | 'confirm' | 'review' | 'deny';
      readonly amount?: number;
    } = {},
  ): Promise<boolean> {
    const { decision = 'allow', amount = 5, thread_id = 'ann-1', ...rest } = more;
    const proposal = proposalOf(action_id, { amount });
    const verdict = { ...verdictOf(proposal, decision), facts: { order: { cents: amount * 100 } } };
    return await ledger.actions.judged({
      thread_id,
      turn_id: `turn of ${thread_id}`,
      intent: null,
      proposal,
      verdict,
      at: NOW,
      ...rest,
    });
  }

  describe('windows', () => {
    beforeEach(async () => {
      for (const [thread_id, customer] of [
        ['ann-1', 'ann'],
        ['ann-2', 'ann'],
        ['bob-1', 'bob'],
        ['nobody', null],
      ] as const) {
        await openThread(thread_id, customer);
        await accept(`turn of ${thread_id}`, { thread_id });
      }
    });

    test.each([
      { decision: 'allow', counts: 1 },
      { decision: 'modify', counts: 1 },
      { decision: 'confirm', counts: 0 },
      { decision: 'review', counts: 0 },
      { decision: 'deny', counts: 0 },
    ] as const)('an action judged $decision counts $counts', async ({ decision, counts }) => {
      await judge('a1', { decision });
      expect(await reading()).toBe(counts);
    });
    test.each([
      { end: 'executed', counts: 1 },
      { end: 'in_doubt', counts: 1 },
      { end: 'failed', counts: 0 },
    ] as const)('an action that was claimed counts, and $counts when it is $end', async ({ end, counts }) => {
      await judge('a1');
      const { action } = proposalOf('a1', { amount: 5 });
      const claim = { action_id: 'a1', thread_id: 'ann-1', hash: actionHash(action), policy_version: 'p1' };
      expect(await ledger.actions.claim({ ...claim, at: NOW })).toEqual({ state: 'claimed' });
      expect(await reading()).toBe(1);
      await settle('a1', end);
      expect(await reading()).toBe(counts);
    });
    test("the customer's other threads count; other customers, tools, times and the action itself do not", async () => {
      await judge('a1', { thread_id: 'ann-2' });
      await judge('mine');
      await judge('theirs', { thread_id: 'bob-1' });
      await judge('unknown', { thread_id: 'nobody' });
      await judge('long ago', { at: '2026-11-01T09:59:59.999Z' });
      await judge('just in time', { at: '2026-11-01T10:00:00.000Z' });
      expect(await reading()).toBe(2);
      expect(await reading({ ...counting, tools: ['pay'] })).toBe(0);
      expect(await reading({ ...counting, tools: ['pay', 'cancel_pending_order'] })).toBe(2);
    });
    test('amounts are added up, from arguments or from the facts judged by', async () => {
      await judge('a1', { amount: 3 });
      await judge('a2', { amount: 4, thread_id: 'ann-2' });
      expect(await reading(ofArguments)).toBe(7);
      expect(await reading(ofFacts)).toBe(700);
    });
    test('an amount that was never recorded makes the sum unknown, not smaller', async () => {
      await judge('a1');
      expect(await reading({ ...counting, sum: { in: 'facts', steps: ['order', 'dollars'] } })).toBeNull();
      expect(await reading({ ...counting, sum: { in: 'facts', steps: ['constructor'] } })).toBeNull();
    });
    test('a customer who is not known has no window', async () => {
      expect(await reading(counting, 'mine', 'nobody')).toBeNull();
      await expect(reading(counting, 'mine', 'no thread')).rejects.toMatchObject({ code: 'THREAD_UNKNOWN' });
    });
    test('a verdict whose window has moved is not recorded', async () => {
      const rested = { windows: [{ ...counting, value: 0 }] };
      await judge('a1', { thread_id: 'ann-2' });
      expect(await judge('mine', rested)).toBe(false);
      expect(await ledger.actions.list({ thread_id: 'ann-1' })).toEqual([]);
      expect(await judge('mine', { windows: [{ ...counting, value: 1 }] })).toBe(true);
      expect(await ledger.actions.list({ thread_id: 'ann-1' })).toMatchObject([{ status: 'allowed' }]);
    });
    test('of many verdicts at once on one empty window one is recorded', async () => {
      const rested = { windows: [{ ...counting, value: 0 }] };
      const recorded = await Promise.all(
        Array.from({ length: 10 }, (_, index) =>
          judge(`a${index}`, { ...rested, thread_id: index % 2 === 0 ? 'ann-1' : 'ann-2' }),
        ),
      );
      expect(recorded.filter(Boolean)).toHaveLength(1);
    });
  });
}
