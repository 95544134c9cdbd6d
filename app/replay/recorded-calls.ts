import { type RecordedTurn, recordedTurns } from '../../adapters/models/recorded-turns.ts';
import { actionHash, type ProposedAction } from '../../core/action.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import type { NamedRun } from './read-runs.ts';

/** A call that the recording ran to an end without an error. */
export interface RecordedCall extends ProposedAction {
  /** The model's own id of the call. */
  readonly id: string;
}

/** What the tools of a recording answered instead of a result. */
const FAILED = /^\s*error\b/i;

/** The calls of a customer's turn that the recording executed, in its order. */
function executedIn({ answers, results }: RecordedTurn): readonly RecordedCall[] {
  return answers
    .flatMap(({ calls }) => calls)
    .flatMap(({ id, name, arguments: written }) => {
      const result = results.get(id);
      if (result === undefined || FAILED.test(result)) return [];
      return [{ id, name, arguments: readArguments(written) }];
    });
}

/** Every call that a recording executed. */
export function executedCalls(run: NamedRun): readonly RecordedCall[] {
  return recordedTurns(run).flatMap(executedIn);
}

/** Claims that the recording executed exactly this action in this customer's turn. */
export function wasExecuted(turn: RecordedTurn, action: ProposedAction): boolean {
  const hash = actionHash(action);
  return executedIn(turn).some((call) => actionHash(call) === hash);
}

/** Claims that the recording proposed a call of this tool in this customer's turn, whatever came of it. */
export function wasProposed({ answers }: RecordedTurn, tool: string | undefined): boolean {
  return answers.some(({ calls }) => calls.some(({ name }) => name === tool));
}

/** What the recorded agent said last in this customer's turn; empty when it said nothing. */
export function lastWords({ answers }: RecordedTurn): string {
  return answers.findLast(({ text }) => text.trim() !== '')?.text ?? '';
}

function readArguments(written: string): ProposedAction['arguments'] {
  try {
    const value: Json = JSON.parse(written === '' ? '{}' : written);
    return isJsonObject(value) ? value : {};
  } catch {
    // The engine denies a malformed call under these same arguments.
    return {};
  }
}
