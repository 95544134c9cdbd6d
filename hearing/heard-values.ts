import { currentFlow, type Goals } from '../core/goal.ts';
import { isJsonObject, type Json } from '../core/values/json.ts';
import type { FlowReach } from './flow-slots.ts';

/**
 * The values that the current flow read from the customer's words, in the declared form: `as: '{1}{2}'` may
 * change their spelling. Values chosen from records are not included.
 */
export function heardValues(goals: Goals, reach: ReadonlyMap<string, FlowReach>): readonly string[] {
  const frame = currentFlow(goals);
  const slots = frame && reach.get(frame.flow)?.slots;
  return Object.entries(frame?.slots ?? {}).flatMap(([key, value]) => {
    const slot = slots?.get(key.replace(/@.*$/, ''));
    return slot && !slot.from ? leaves(value) : [];
  });
}

function leaves(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leaves);
  return isJsonObject(value) ? Object.values(value).flatMap(leaves) : [String(value)];
}
