import { type RecordedTurn, recordedTurns } from '../../adapters/models/recorded-turns.ts';
import { actionHash, type ProposedAction } from '../../core/action.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import type { NamedRun } from './read-runs.ts';

/** A call that the recording executed without an error. */
export interface RecordedCall extends ProposedAction {
  /** The model's id of the call. */
  readonly id: string;
}

/** The results of failed calls in recordings. */
const FAILED = /^\s*error\b/i;

/** The executed calls of a customer turn, in order. */
function executedIn({ answers, results }: RecordedTurn): readonly RecordedCall[] {
  return answers
    .flatMap(({ calls }) => calls)
    .flatMap(({ id, name, arguments: written }) => {
      const result = results.get(id);
      if (result === undefined || FAILED.test(result)) return [];
      return [{ id, name, arguments: readArguments(written) }];
    });
}

/** Every executed call of a recording. */
export function executedCalls(run: NamedRun): readonly RecordedCall[] {
  return recordedTurns(run).flatMap(executedIn);
}

/** True if the recording executed exactly this action in this customer turn. */
export function wasExecuted(turn: RecordedTurn, action: ProposedAction): boolean {
  const hash = actionHash(action);
  return executedIn(turn).some((call) => actionHash(call) === hash);
}

/** True if the recording called this tool in this customer turn, with any result. */
export function wasProposed({ answers }: RecordedTurn, tool: string | undefined): boolean {
  return answers.some(({ calls }) => calls.some(({ name }) => name === tool));
}

/** The recorded agent's last text in this customer turn; may be empty. */
export function lastWords({ answers }: RecordedTurn): string {
  return answers.findLast(({ text }) => text.trim() !== '')?.text ?? '';
}

function readArguments(written: string): ProposedAction['arguments'] {
  try {
    const value: Json = JSON.parse(written === '' ? '{}' : written);
    return isJsonObject(value) ? value : {};
  } catch {
    // The engine denies a malformed call with these same arguments.
    return {};
  }
}
