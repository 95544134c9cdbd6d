import type { ProposedAction } from '../../core/action.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

/**
 * The customer id from an identification: the tool's result, or the value of the declared argument if the tool
 * returns a record. Null if nobody was found.
 */
export function identifiedAs(
  { arguments: args }: ProposedAction,
  result: Json,
  argument: string | null,
): string | null {
  if (typeof result === 'string') return result === '' ? null : result;
  const id = argument === null ? undefined : own(args, argument);
  const exists = isJsonObject(result) && result['exists'] !== false;
  return exists && typeof id === 'string' && id !== '' ? id : null;
}
