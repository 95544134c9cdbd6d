import { escalationRequest } from '../../core/escalation.ts';
import { currentGoal, newestGoal } from '../../core/goal.ts';
import type { NodeState } from '../../core/state.ts';
import type { ActReads, Driver } from './driver.ts';

export interface ActOptions {
  /** The driver of an intent. */
  readonly driverOf: (intent: string) => 'flow' | 'model';
}

/** Runs the driver of the current intent. It proposes and executes nothing. */
export function act(
  { driverOf }: ActOptions,
  drivers: { readonly flow: Driver; readonly model: Driver | null },
): Driver {
  return async function actOnMessage(state, run) {
    if (!byModel(state, driverOf)) return drivers.flow(state, run);
    if (drivers.model) return drivers.model(state, run);
    const reason = 'no flow handles this, and no model endpoint is configured';
    return { escalation: escalationRequest('no_model', reason) };
  };
}

type ActState = Pick<NodeState, ActReads>;

/** True if the model acts: while calls of its answer run, an action's end goes to its proposer, a new message to the newest intent's driver. */
function byModel(
  { further, lastAction, pending, reading, goals }: ActState,
  driverOf: ActOptions['driverOf'],
): boolean {
  if (further) return true;
  if (lastAction) return lastAction.proposal.call_id !== null;
  if (pending?.kind === 'model-question' && reading === 'answer') return true;
  if (reading === 'answer' || reading === 'unclear') return !currentGoal(goals);
  const newest = newestGoal(goals);
  return newest ? driverOf(newest.intent) === 'model' : !currentGoal(goals);
}
