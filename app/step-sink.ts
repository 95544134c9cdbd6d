import type { TurnLog } from '../core/ports/ledger.ts';
import type { StepSink } from '../graphs/instrument.ts';
import type { ThreadEvents } from './thread-events.ts';

/** Sends steps to the ledger and to the thread's events; what a node thought of stays in the ledger. */
export function stepSink(turns: TurnLog, events: ThreadEvents): StepSink {
  return {
    async started({ thread_id, turn_id, number, node }) {
      await events.publish(thread_id, 'step-start', { turn_id, number, node });
    },
    async ended({ thread_id, turn_id, step }) {
      await turns.step(turn_id, step);
      const { number, node, ms, cost_nano, confidence, error } = step;
      await events.publish(thread_id, 'step-end', { turn_id, number, node, ms, cost_usd: cost_nano / 1e9, confidence, error });
    },
  };
}
