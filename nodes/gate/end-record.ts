import type { ActionLog } from '../../core/ports/action-log.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import type { ToolEnd } from './run-tool.ts';

/** Reads the end of a failed action from its record by `recordOf`. */
export function failedBefore(result: Json): ToolEnd {
  const { tell, detail } = isJsonObject(result) ? result : {};
  return typeof tell === 'string' && typeof detail === 'string'
    ? { kind: 'not_done', tell, detail }
    : { kind: 'failed', reason: 'it failed before' };
}

/** The record of an end. */
export function recordOf(end: ToolEnd): Pick<Parameters<ActionLog['settle']>[0], 'status' | 'result'> {
  switch (end.kind) {
    case 'result':
      return { status: 'executed', result: end.result };
    case 'not_done':
      return { status: 'failed', result: { tell: end.tell, detail: end.detail } };
    case 'failed':
      return { status: 'failed', result: end.reason };
    case 'unknown':
      return { status: 'in_doubt', result: end.reason };
  }
}
