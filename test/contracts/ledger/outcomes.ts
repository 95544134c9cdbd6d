import { describe, expect, test } from 'vitest';
import { escalationRequest } from '../../../core/escalation.ts';
import type { PersonDecision } from '../../../core/ports/escalation-log.ts';
import { unverified } from '../../../core/principal.ts';
import { AT, resultOf, stepOf } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

const SIGNALS = {
  intent: 0.97,
  intent_margin: 0.9,
  retrieval: null,
  retrieval_margin: null,
  regenerations: 0,
  denials: 1,
  token_log_probability: null,
};

/** The part of the ledger's contract about what became of turns. */
export function outcomesContract({ ledger, open, openThread, accept }: LedgerWorld): void {
  describe('outcomes', () => {
    const step = (turn_id: string, number: number, node: string, detail: object) =>
      ledger.turns.steps(turn_id, [
        { ...stepOf(number), step_id: `${turn_id}.s${number}`, node, detail: { ...detail } },
      ]);
    const read = (turn_id: string) =>
      step(turn_id, 1, 'classify', { guesses: [{ name: 'cancel', confidence: 0.97 }] });
    const done = (turn_id: string, at = AT) =>
      ledger.turns.finish(turn_id, resultOf(turn_id, 'Done.'), 'done', 'agent', at);
    let authors = 0;
    const say = (turn_id: string, score: -1 | 0 | 1, corrected_intent: string | null = null) =>
      ledger.recovery.feedback({
        turn_id,
        by: `colleague ${++authors}`,
        score,
        comment: null,
        corrected_intent,
        at: AT,
      });
    const decide = async (turn_id: string, decision: PersonDecision) => {
      await ledger.escalations.open({
        escalation_id: `e-${turn_id}`,
        thread_id: 't1',
        turn_id,
        agent: 'retail',
        queue: 'leads',
        request: escalationRequest('review', 'over 500'),
        opened_at: AT,
      });
      await ledger.escalations.decide(`e-${turn_id}`, decision, AT);
    };
    /** A turn of its own thread: a thread takes one at a time. */
    const turn = async (turn_id: string, at: string) => {
      await openThread(`t-${turn_id}`);
      await accept(turn_id, { thread_id: `t-${turn_id}`, at });
      await read(turn_id);
      await done(turn_id);
    };
    const labelled = () => ledger.outcomes.labelled('retail');

    test('nobody said anything: none', async () => {
      await turn('u1', AT);
      expect(await labelled()).toEqual([]);
    });
    test('a turn comes with its message, what it was read as, its signals, and what was said of it', async () => {
      await accept('u1');
      await read('u1');
      await step('u1', 2, 'observe', { signals: SIGNALS });
      await step('u1', 3, 'observe', { signals: { ...SIGNALS, denials: 0 } });
      await done('u1');
      await say('u1', 0, 'refund');
      await say('u1', -1, 'return');
      await say('u1', 0);
      expect(await labelled()).toEqual([
        {
          turn_id: 'u1',
          text: 'message of u1',
          guess: { name: 'cancel', confidence: 0.97 },
          signals: SIGNALS,
          corrected_intent: 'return',
          right: false,
        },
      ]);
    });
    test('come oldest first, each once, however much was said', async () => {
      await turn('u1', '2026-11-01T10:00:02.000Z');
      await turn('u2', '2026-11-01T10:00:01.000Z');
      await turn('u3', '2026-11-01T10:00:03.000Z');
      for (const id of ['u1', 'u1', 'u3', 'u2']) await say(id, 1);
      await decide('u1', { decision: 'approve', by: unverified('ada') });
      expect((await labelled()).map(({ turn_id, right }) => [turn_id, right])).toEqual([
        ['u2', true],
        ['u1', true],
        ['u3', true],
      ]);
    });
    test('a decision is one, and an escalation that waits is none', async () => {
      await turn('u1', AT);
      await turn('u2', AT);
      await decide('u1', { decision: 'reject', by: unverified('ada'), note: 'no' });
      await ledger.escalations.open({
        escalation_id: 'e2',
        thread_id: 't1',
        turn_id: 'u2',
        agent: 'retail',
        queue: 'leads',
        request: escalationRequest('review', 'over 500'),
        opened_at: AT,
      });
      expect((await labelled()).map(({ turn_id, right }) => [turn_id, right])).toEqual([['u1', false]]);
    });
    test.each([
      { what: 'an answer to a question', detail: {} },
      { what: 'one of two offers', detail: { guesses: [], picked: 'cancel' } },
    ])('$what was no guess', async ({ detail }) => {
      await accept('u1');
      await step('u1', 1, 'classify', detail);
      await done('u1');
      await say('u1', 1);
      expect(await labelled()).toMatchObject([{ guess: null, signals: null, right: true }]);
    });
    test("are the agent's own, and never another tenant's", async () => {
      await turn('u1', AT);
      await say('u1', 1);
      expect(await ledger.outcomes.labelled('airline')).toEqual([]);
      const other = await open('neighbour', 'two');
      expect(await other.outcomes.labelled('retail')).toEqual([]);
    });
  });
}
