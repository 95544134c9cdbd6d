import type { StepSink } from '../../graphs/instrument.ts';
import type { Incidents } from './incidents.ts';

/** Reports failed steps before they are recorded. */
export function reportedSteps(sink: StepSink, { report }: Pick<Incidents, 'report'>): StepSink {
  return {
    async record(entry) {
      const { thread_id, turn_id, step, failure } = entry;
      if (failure) report({ event: 'step-failed', part: step.node, thread_id, turn_id, error: failure });
      await sink.record(entry);
    },
  };
}
