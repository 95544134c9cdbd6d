import { newestGoal } from '../../../core/goal.ts';
import { UNKNOWN_INTENT } from '../../../core/intent.ts';
import type { NodeState } from '../../../core/state.ts';

/** The models of an agent beside its usual one, by name. */
export interface ModelChoice {
  /** Asked where the usual one has not done; null if none is declared. */
  readonly larger: string | null;
  /** The model of an intent, if it has one of its own. */
  readonly modelOf: (intent: string) => string | undefined;
}

/**
 * The model that is asked first: the larger one if a proposal of this turn was denied, the message was not surely
 * read, or a reply went back; else that of the newest goal's intent. Undefined: the usual one.
 */
export function preferredModel(
  { larger, modelOf }: ModelChoice,
  { goals, intent, denials, faults }: Pick<NodeState, 'goals' | 'intent' | 'denials' | 'faults'>,
): string | undefined {
  const unsure = intent?.name === UNKNOWN_INTENT;
  if (larger !== null && (denials > 0 || unsure || faults.length > 0)) return larger;
  const newest = newestGoal(goals);
  return newest && modelOf(newest.intent);
}
