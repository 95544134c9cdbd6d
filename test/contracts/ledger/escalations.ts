import { beforeEach, describe, expect, test } from 'vitest';
import { escalationRequest } from '../../../core/escalation.ts';
import type { Ledger } from '../../../core/ports/ledger.ts';
import { unverified } from '../../../core/principal.ts';
import { AT, proposalOf, verdictOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about escalations. */
export function escalationsContract({ ledger, accept }: LedgerWorld): void {
  describe('escalations', () => {
    const request = escalationRequest('review', 'over 500', {
      proposal: proposalOf('a1'),
      verdict: verdictOf(proposalOf('a1'), 'review'),
    });
    const raise = (escalation_id: string, opened_at = AT) =>
      ledger.escalations.open({
        escalation_id,
        thread_id: 't1',
        turn_id: 'u1',
        agent: 'retail',
        queue: 'leads',
        request,
        opened_at,
      });
    const approve = { decision: 'approve', by: unverified('olga') } as const;
    beforeEach(async () => {
      await accept('u1');
      await raise('e1');
    });

    test('an escalation is as it was opened, and opening it again changes nothing', async () => {
      const row = {
        escalation_id: 'e1',
        thread_id: 't1',
        turn_id: 'u1',
        agent: 'retail',
        queue: 'leads',
        request,
        status: 'open',
        decision: null,
        opened_at: AT,
        decided_at: null,
      };
      await ledger.escalations.decide('e1', approve, AT);
      await raise('e1', '2030-01-01T00:00:00.000Z');
      expect(await ledger.escalations.get('e1')).toEqual({
        ...row,
        status: 'decided',
        decision: approve,
        decided_at: AT,
      });
      expect(await ledger.escalations.get('nobody')).toBeUndefined();
    });
    test('one of two people decides', async () => {
      const both = await Promise.allSettled([
        ledger.escalations.decide('e1', approve, AT),
        ledger.escalations.decide('e1', { decision: 'reject', by: unverified('ivan'), note: 'no' }, AT),
      ]);
      expect(both).toMatchObject([
        { status: 'fulfilled', value: { decision: approve } },
        { status: 'rejected', reason: { code: 'ESCALATION_CLOSED' } },
      ]);
      await expect(ledger.escalations.decide('nobody', approve, AT)).rejects.toMatchObject({
        code: 'ESCALATION_UNKNOWN',
      });
      await expect(ledger.escalations.close('nobody')).rejects.toMatchObject({
        code: 'ESCALATION_UNKNOWN',
      });
    });
    test('a decision is undelivered until its escalation is closed', async () => {
      expect(await ledger.recovery.undelivered()).toEqual([]);
      await ledger.escalations.decide('e1', approve, AT);
      expect((await ledger.recovery.undelivered()).map(({ escalation_id }) => escalation_id)).toEqual(['e1']);
      await ledger.escalations.close('e1');
      expect(await ledger.recovery.undelivered()).toEqual([]);
      await expect(ledger.escalations.decide('e1', approve, AT)).rejects.toMatchObject({
        code: 'ESCALATION_CLOSED',
      });
    });
    test('who waited longest comes first', async () => {
      await raise('e0', '2026-11-01T09:00:00.000Z');
      await raise('e2', '2026-11-01T11:00:00.000Z');
      await ledger.escalations.decide('e1', approve, AT);
      const ids = async (query: Parameters<Ledger['escalations']['list']>[0]) =>
        (await ledger.escalations.list(query)).map(({ escalation_id }) => escalation_id);
      expect(await ids({ limit: 10 })).toEqual(['e0', 'e1', 'e2']);
      expect(await ids({ status: 'open', limit: 10 })).toEqual(['e0', 'e2']);
      expect(await ids({ status: 'open', limit: 1 })).toEqual(['e0']);
      expect(await ids({ thread_id: 't2', limit: 10 })).toEqual([]);
    });
  });
}
