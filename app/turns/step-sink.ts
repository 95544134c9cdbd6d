import type { ByTenant } from '../../core/tenant.ts';
import type { StepSink } from '../../graphs/instrument.ts';
import type { StepJournal } from '../checkpoints/step-journal.ts';
import type { ThreadEvents } from './thread-events.ts';

/** Announces steps to the thread's listeners at once. They are recorded with the run's next checkpoint. */
export function stepSink(journal: StepJournal, events: ByTenant<Pick<ThreadEvents, 'announce'>>): StepSink {
  return {
    async record({ tenant, thread_id, turn_id, step }) {
      // Records and traces use the wall clock, even if the agent's clock is fixed.
      const started_at = new Date(Date.now() - step.ms).toISOString();
      journal.add({ tenant, thread_id, turn_id, step: { ...step, started_at } });
      const { number, node, ms, cost_nano, confidence, error } = step;
      const cost_usd = cost_nano / 1e9;
      const told = { turn_id, number, node, ms, cost_usd, confidence, error };
      events(tenant).announce(thread_id, 'step-end', told);
    },
  };
}
