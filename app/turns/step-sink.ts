import type { StepSink } from '../../graphs/instrument.ts';
import type { StepJournal } from '../checkpoints/step-journal.ts';
import type { ThreadEvents } from './thread-events.ts';

/** Tells who follows a thread of its steps at once, and leaves them to be recorded with the run's next checkpoint. */
export function stepSink(journal: StepJournal, events: ThreadEvents): StepSink {
  return {
    async ended({ thread_id, turn_id, step }) {
      // Records and traces run by the wall clock, also where rules and tools see a fixed instant.
      const started_at = new Date(Date.now() - step.ms).toISOString();
      journal.add(thread_id, turn_id, { ...step, started_at });
      const { number, node, ms, cost_nano, confidence, error } = step;
      const cost_usd = cost_nano / 1e9;
      events.announce(thread_id, 'step-end', { turn_id, number, node, ms, cost_usd, confidence, error });
    },
  };
}
