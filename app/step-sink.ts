import type { TurnLog } from '../core/ports/ledger.ts';
import type { StepSink } from '../graphs/instrument.ts';
import type { ThreadEvents } from './thread-events.ts';

/** Sends steps to the ledger and to the thread's events; what a node thought of stays in the ledger. */
export function stepSink(turns: TurnLog, events: ThreadEvents): StepSink {
  return {
    async ended({ thread_id, turn_id, step }) {
      // Records and traces run by the wall clock, also where rules and tools see a fixed instant.
      const started_at = new Date(Date.now() - step.ms).toISOString();
      await turns.step(turn_id, { ...step, started_at });
      const { number, node, ms, cost_nano, confidence, error } = step;
      await events.publish(thread_id, 'step-end', {
        turn_id,
        number,
        node,
        ms,
        cost_usd: cost_nano / 1e9,
        confidence,
        error,
      });
    },
  };
}
