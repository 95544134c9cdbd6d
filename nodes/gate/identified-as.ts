import type { ProposedAction } from '../../core/action.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

/**
 * Who an identification found: the result itself where the tool answers an id, or, where it answers a
 * record, the value of the argument that is the id. Null when nobody was found.
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
