import { describe, expect, test } from 'vitest';
import { escalationRequest } from '../../../core/escalation.ts';
import type { FeedbackRow } from '../../../core/ports/outcome-log.ts';
import { AT, proposalOf, resultOf, stepOf, verdictOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about turns. */
export function turnsContract({ ledger, openThread, accept, done, judge, said }: LedgerWorld): void {
  describe('turns', () => {
    test("an accepted turn has a number, the thread's agent and its own config version", async () => {
      await accept('u1');
      await done('u1', 'ok');
      expect(await accept('u2')).toEqual({
        repeated: false,
        events: [],
        turn: {
          turn_id: 'u2',
          thread_id: 't1',
          agent: 'retail',
          config_version: 'c2',
          number: 2,
          text: 'message of u2',
          idempotency_key: null,
          status: 'accepted',
          outcome: null,
          result: null,
          accepted_at: AT,
          ended_at: null,
        },
      });
    });
    test('an acceptance brings its events, and a repeated one brings none', async () => {
      const more = { idempotency_key: 'k', events: [{ type: 'turn-start', data: { turn_id: 'u1' } }] };
      const { events } = await accept('u1', more);
      expect(events).toMatchObject([{ seq: 1, type: 'turn-start', data: { turn_id: 'u1' } }]);
      expect((await accept('u1', more)).events).toEqual([]);
      await expect(accept('u2', { events: more.events })).rejects.toMatchObject({ code: 'THREAD_BUSY' });
      expect(await ledger.events.since('t1', 0, 10)).toEqual(events);
    });
    test('an end brings its escalation and numbered events, and a later end closes it', async () => {
      await accept('u1');
      const request = escalationRequest('review', 'look');
      const place = { thread_id: 't1', turn_id: 'u1', agent: 'retail', queue: 'leads' };
      const opens = { escalation_id: 'e1', ...place, request, opened_at: AT };
      const [first, second] = [
        { type: 'reply', data: {} },
        { type: 'turn-end', data: {} },
      ];
      const { finish } = ledger.turns;
      const parked = await finish('u1', resultOf('u1', 'wait'), 'waiting', 'agent', AT, {
        events: [first, second],
        opens,
      });
      expect(parked.map(({ seq, type }) => [seq, type])).toEqual([
        [1, 'reply'],
        [2, 'turn-end'],
      ]);
      expect(await ledger.escalations.get('e1')).toMatchObject({ status: 'open', queue: 'leads' });
      await finish('u1', resultOf('u1', 'done'), 'done', 'person', AT, { events: [first], closes: 'e1' });
      expect((await ledger.events.since('t1', 0, 10)).map(({ seq }) => seq)).toEqual([1, 2, 3]);
      expect(await ledger.escalations.get('e1')).toMatchObject({ status: 'closed' });
    });
    test('an end whose escalation is not known leaves nothing behind', async () => {
      await accept('u1');
      const also = { events: [{ type: 'reply', data: {} }], closes: 'nobody' };
      const end = ledger.turns.finish('u1', resultOf('u1', 'done'), 'done', 'agent', AT, also);
      await expect(end).rejects.toMatchObject({ code: 'ESCALATION_UNKNOWN' });
      expect((await ledger.turns.get('u1'))?.turn.status).toBe('accepted');
      expect(await ledger.events.since('t1', 0, 10)).toEqual([]);
    });
    test('the same key and text is the same turn, even while it runs, and is said once', async () => {
      const first = await accept('u1', {
        idempotency_key: 'k',
        text: 'cancel \u0000 my \ud800 order <|endoftext|>',
      });
      const again = await accept('u2', {
        idempotency_key: 'k',
        text: 'cancel \u0000 my \ud800 order <|endoftext|>',
      });
      expect(again).toMatchObject({ repeated: true, turn: { turn_id: first.turn.turn_id, number: 1 } });
      expect(await said()).toHaveLength(1);
      expect((await ledger.turns.list({ thread_id: 't1', limit: 10 })).map(({ turn_id }) => turn_id)).toEqual(
        ['u1'],
      );
    });
    test('the same key with another text is refused, and another thread may use the key', async () => {
      await openThread('t2');
      await accept('u1', { idempotency_key: 'k' });
      await expect(accept('u2', { idempotency_key: 'k' })).rejects.toMatchObject({
        code: 'IDEMPOTENCY_KEY_REUSED',
      });
      expect(await accept('u3', { idempotency_key: 'k', thread_id: 't2' })).toMatchObject({
        repeated: false,
      });
    });
    test.each([
      { status: 'accepted', refused: true },
      { status: 'running', refused: true },
      { status: 'waiting', refused: false },
      { status: 'done', refused: false },
    ] as const)('a thread whose turn is $status refuses a message: $refused', async ({ status, refused }) => {
      await accept('u1');
      await ledger.turns.mark('u1', status);
      const next = accept('u2');
      await (refused
        ? expect(next).rejects.toMatchObject({ code: 'THREAD_BUSY' })
        : expect(next).resolves.toMatchObject({ turn: { number: 2 } }));
      expect(await said()).toHaveLength(refused ? 1 : 2);
    });
    test('of two messages at once one is accepted', async () => {
      const both = await Promise.allSettled([accept('u1'), accept('u2')]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await said()).toHaveLength(1);
    });
    test('a message to an unknown thread is refused', async () => {
      await expect(accept('u1', { thread_id: 'nobody' })).rejects.toMatchObject({ code: 'THREAD_UNKNOWN' });
    });
    test('steps are in order, exact, and replaced under the same id', async () => {
      await accept('u1');
      const act = stepOf(2, {
        node: 'act',
        model: 'm',
        input_tokens: 900,
        cached_tokens: 400,
        output_tokens: 20,
        cost_nano: 9_007_199_254_740_991,
        confidence: null,
        detail: { naïve: ['✓', null, 1.5] },
      });
      await ledger.turns.steps('u1', [act]);
      await ledger.turns.steps('u1', [stepOf(1, { error: 'NODE_TIMEOUT' })]);
      await ledger.turns.steps('u1', [stepOf(1)]);
      expect((await ledger.turns.get('u1'))?.steps).toEqual([stepOf(1), act]);
    });
    test('half a nano-dollar is refused', async () => {
      await accept('u1');
      await expect(ledger.turns.steps('u1', [stepOf(1, { cost_nano: 0.5 })])).rejects.toMatchObject({
        code: 'INTERNAL',
      });
    });
    test('a finished turn keeps its result, and its reply is said once', async () => {
      await accept('u1');
      await done('u1', 'cancelled');
      await done('u1', 'something else');
      await ledger.turns.mark('u1', 'running');
      expect(await said()).toEqual(['customer: message of u1', 'agent: cancelled']);
      expect((await ledger.turns.get('u1'))?.turn).toMatchObject({
        status: 'done',
        outcome: 'answered',
        ended_at: AT,
        result: resultOf('u1', 'cancelled'),
      });
    });
    test('a parked turn can say more when it ends, each thing once, and nothing for an empty text', async () => {
      await accept('u1');
      const park = (text: string) =>
        ledger.turns.finish('u1', resultOf('u1', text, 'escalated'), 'waiting', 'agent', AT);
      await park('a colleague will look');
      await park('a colleague will look');
      await park('');
      expect((await ledger.turns.get('u1'))?.turn).toMatchObject({
        status: 'waiting',
        outcome: 'escalated',
      });
      await ledger.turns.finish('u1', resultOf('u1', 'it is done'), 'done', 'person', AT);
      expect(await said()).toEqual([
        'customer: message of u1',
        'agent: a colleague will look',
        'person: it is done',
      ]);
    });
    test('an unknown turn is refused everywhere', async () => {
      const unknown = { code: 'TURN_UNKNOWN' };
      await expect(ledger.turns.mark('nobody', 'running')).rejects.toMatchObject(unknown);
      await expect(ledger.turns.steps('nobody', [stepOf(1)])).rejects.toMatchObject(unknown);
      await expect(done('nobody', '')).rejects.toMatchObject(unknown);
      await expect(judge(proposalOf('a1'), verdictOf(proposalOf('a1')), 'nobody')).rejects.toMatchObject(
        unknown,
      );
      await expect(
        ledger.recovery.feedback({
          turn_id: 'nobody',
          by: 'customer',
          score: 1,
          comment: null,
          corrected_intent: null,
          at: AT,
        }),
      ).rejects.toMatchObject(unknown);
      expect(await ledger.turns.get('nobody')).toBeUndefined();
    });
    test('unfinished turns are those accepted or running, oldest first', async () => {
      for (const thread_id of ['t2', 't3', 't4']) await openThread(thread_id);
      await accept('u3', { thread_id: 't3', at: '2026-11-01T09:00:00.000Z' });
      await accept('u1');
      await ledger.turns.mark('u1', 'running');
      await accept('u2', { thread_id: 't2' });
      await done('u2', 'ok');
      await accept('u4', { thread_id: 't4' });
      await ledger.turns.mark('u4', 'waiting');
      expect((await ledger.recovery.unfinished()).map(({ turn_id }) => turn_id)).toEqual(['u3', 'u1']);
    });
    test('everybody has one opinion of a turn: a second replaces the first', async () => {
      await accept('u1');
      const mine = {
        turn_id: 'u1',
        by: 'customer',
        score: -1,
        comment: 'no',
        corrected_intent: 'refund',
        at: AT,
      };
      const hers = { turn_id: 'u1', by: 'maria', score: 1, comment: null, corrected_intent: null, at: AT };
      const again = { ...mine, score: 0, comment: 'well' };
      for (const row of [mine, hers, again] as FeedbackRow[]) await ledger.recovery.feedback(row);
      expect((await ledger.turns.get('u1'))?.feedback).toEqual([hers, again]);
    });
  });
}
