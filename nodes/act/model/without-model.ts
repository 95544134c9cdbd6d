import { AgentError } from '../../../core/errors.ts';
import { newFrame } from '../../../core/flow-memory.ts';
import { newestGoal } from '../../../core/goal.ts';
import { failureNote } from '../../../core/models/attempts.ts';
import type { Driver } from '../driver.ts';

export interface WithoutModelOptions {
  /** The flow that serves an intent while its model does not answer; null if there is none. */
  readonly standInFlow: (intent: string) => string | null;
}

/**
 * A model driver whose messages a flow serves while the model does not answer: from passages, or by a person.
 *
 * A turn in which the model has begun something is not begun anew: that error goes on.
 */
export function servedWithoutModel(
  { standInFlow }: WithoutModelOptions,
  { model, flow }: { readonly model: Driver; readonly flow: Driver },
): Driver {
  return async function actByModelOrFlow(state, run) {
    return model(state, run).catch((error: unknown) => {
      const goal = newestGoal(state.goals);
      const standIn = goal && standInFlow(goal.intent);
      const begun =
        state.lastAction !== null || Boolean(state.further) || state.proposals > 0 || state.faults.length > 0;
      if (!isUnavailable(error) || !standIn || begun) throw error;
      run.note({ ...failureNote(error), detail: { unavailable: error.message } });
      const opening = state.messages.findLast(({ type }) => type === 'human')?.content ?? '';
      const others = state.goals.filter((each) => each !== goal);
      return flow({ ...state, goals: [...others, { ...goal, flow: newFrame(standIn, opening) }] }, run);
    });
  };
}

const isUnavailable = (error: unknown): error is AgentError =>
  error instanceof AgentError && error.code === 'MODEL_UNAVAILABLE';
