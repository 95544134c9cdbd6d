import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actionHash, type Proposal } from '../../core/action.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { Verdict } from '../../core/verdict.ts';
import { AT, proposalOf, resultOf, stepOf, verdictOf } from '../fixtures/ledger/rows.ts';

/** A store that ledgers can be opened on. */
export interface LedgerHarness {
  open(who: { readonly tenant: string; readonly instance: string }): Promise<Ledger>;
  /** Whether a second ledger sees what the first wrote. */
  readonly shared: boolean;
  dispose(): Promise<void>;
}

/** What every ledger must do. */
export function ledgerContract(name: string, harnessOf: () => Promise<LedgerHarness>): void {
  describe(`ledger contract: ${name}`, () => {
    let harness: LedgerHarness;
    let ledger: Ledger;
    const opened: Ledger[] = [];
    const open = async (tenant: string, instance: string): Promise<Ledger> => {
      const another = await harness.open({ tenant, instance });
      opened.push(another);
      return another;
    };
    const openThread = (thread_id: string, customer_id: string | null = null) =>
      ledger.threads.open({ thread_id, agent: 'retail', config_version: 'c1', customer_id, created_at: AT });
    const accept = (turn_id: string, more: Partial<Parameters<Ledger['turns']['accept']>[0]> = {}) =>
      ledger.turns.accept({
        turn_id,
        thread_id: 't1',
        config_version: 'c2',
        text: `message of ${turn_id}`,
        idempotency_key: null,
        at: AT,
        ...more,
      });
    const done = (turn_id: string, text: string) =>
      ledger.turns.finish(turn_id, resultOf(turn_id, text), 'done', 'agent', AT);
    const judge = (proposal: Proposal, verdict: Verdict, turn_id = 'u1') =>
      ledger.actions.judged({ thread_id: 't1', turn_id, intent: 'cancel', proposal, verdict, at: AT });
    const claim = (
      action_id: string,
      more: Partial<Parameters<Ledger['actions']['claim']>[0]> = {},
      by = ledger,
    ) =>
      by.actions.claim({
        action_id,
        thread_id: 't1',
        hash: actionHash(proposalOf(action_id).action),
        policy_version: 'p1',
        at: AT,
        ...more,
      });
    const settle = (
      action_id: string,
      status: 'executed' | 'failed' | 'declined' | 'in_doubt',
      result: string | null = null,
    ) => ledger.actions.settle({ action_id, status, result, at: AT });
    const said = async (thread_id = 't1', limit = 100) =>
      (await ledger.threads.transcript(thread_id, limit)).map(({ role, text }) => `${role}: ${text}`);

    beforeEach(async () => {
      harness = await harnessOf();
      ledger = await open('shop', 'one');
      await openThread('t1');
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((each) => each.close()));
      await harness.dispose();
    });

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

    describe('turns', () => {
      test("an accepted turn has a number, the thread's agent and its own config version", async () => {
        await accept('u1');
        await done('u1', 'ok');
        expect(await accept('u2')).toEqual({
          repeated: false,
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
        expect(
          (await ledger.turns.list({ thread_id: 't1', limit: 10 })).map(({ turn_id }) => turn_id),
        ).toEqual(['u1']);
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
      ] as const)(
        'a thread whose turn is $status refuses a message: $refused',
        async ({ status, refused }) => {
          await accept('u1');
          await ledger.turns.mark('u1', status);
          const next = accept('u2');
          await (refused
            ? expect(next).rejects.toMatchObject({ code: 'THREAD_BUSY' })
            : expect(next).resolves.toMatchObject({ turn: { number: 2 } }));
          expect(await said()).toHaveLength(refused ? 1 : 2);
        },
      );
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
        await ledger.turns.step('u1', act);
        await ledger.turns.step('u1', stepOf(1, { error: 'NODE_TIMEOUT' }));
        await ledger.turns.step('u1', stepOf(1));
        expect((await ledger.turns.get('u1'))?.steps).toEqual([stepOf(1), act]);
      });
      test('half a nano-dollar is refused', async () => {
        await accept('u1');
        await expect(ledger.turns.step('u1', stepOf(1, { cost_nano: 0.5 }))).rejects.toMatchObject({
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
        await expect(ledger.turns.step('nobody', stepOf(1))).rejects.toMatchObject(unknown);
        await expect(done('nobody', '')).rejects.toMatchObject(unknown);
        await expect(judge(proposalOf('a1'), verdictOf(proposalOf('a1')), 'nobody')).rejects.toMatchObject(
          unknown,
        );
        await expect(
          ledger.recovery.feedback({
            turn_id: 'nobody',
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
      test('every opinion of a turn is kept', async () => {
        await accept('u1');
        const rows = [
          { turn_id: 'u1', score: -1, comment: 'no', corrected_intent: 'refund', at: AT },
          { turn_id: 'u1', score: 1, comment: null, corrected_intent: null, at: AT },
        ] as const;
        for (const row of rows) await ledger.recovery.feedback(row);
        expect((await ledger.turns.get('u1'))?.feedback).toEqual(rows);
      });
    });

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
        expect((await ledger.actions.list({ thread_id: 't1', action_id: 'a2' })).map(({ action_id }) => action_id)).toEqual(['a2']);
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

    describe('escalations', () => {
      const request = {
        code: 'review',
        reason: 'over 500',
        proposal: proposalOf('a1'),
        verdict: verdictOf(proposalOf('a1'), 'review'),
      };
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
      const approve = { decision: 'approve', by: 'olga' } as const;
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
          ledger.escalations.decide('e1', { decision: 'reject', by: 'ivan', note: 'no' }, AT),
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
        expect((await ledger.recovery.undelivered()).map(({ escalation_id }) => escalation_id)).toEqual([
          'e1',
        ]);
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

    describe('events', () => {
      test('numbers count from 1 without gaps in each thread, also when many are appended at once', async () => {
        await openThread('t2');
        await Promise.all(
          Array.from({ length: 25 }, (_, index) => ledger.events.append('t1', 'step-end', { index }, AT)),
        );
        expect(await ledger.events.append('t2', 'turn-start', {}, AT)).toEqual({
          thread_id: 't2',
          seq: 1,
          type: 'turn-start',
          data: {},
          at: AT,
        });
        await expect(ledger.events.append('nobody', 'turn-start', {}, AT)).rejects.toMatchObject({
          code: 'THREAD_UNKNOWN',
        });
        const events = await ledger.events.since('t1', 0, 100);
        expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
        expect(new Set(events.map(({ data }) => data['index'])).size).toBe(25);
        expect((await ledger.events.since('t1', 20, 2)).map(({ seq }) => seq)).toEqual([21, 22]);
      });
    });

    test('a closed ledger is unavailable', async () => {
      await ledger.close();
      await expect(ledger.threads.get('t1')).rejects.toMatchObject({
        code: 'LEDGER_UNAVAILABLE',
        retryable: true,
      });
      await expect(accept('u1')).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
    });

    describe('several ledgers on one store', () => {
      test('a claim that another instance left open is taken over by one', async ({ skip }) => {
        if (!harness.shared) skip('needs a store that two ledgers can open');
        await accept('u1');
        await judge(proposalOf('a1'), verdictOf(proposalOf('a1')));
        await claim('a1');
        const second = await open('shop', 'two');
        const claims = await Promise.all([claim('a1', {}, second), claim('a1', {}, second)]);
        expect(claims.map(({ state }) => state).sort()).toEqual(['in_doubt', 'refused']);
        await second.actions.settle({ action_id: 'a1', status: 'executed', result: 'found it', at: AT });
        expect(await claim('a1')).toEqual({ state: 'executed', result: 'found it' });
      });
      test("a tenant sees nothing of another's, and may use the same ids", async ({ skip }) => {
        if (!harness.shared) skip('needs a store that two ledgers can open');
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
  });
}
