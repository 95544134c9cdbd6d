import type { NodeState } from '../core/state.ts';
import { isJsonObject, type Json } from '../core/values/json.ts';
import type { FlowReach } from './flow-slots.ts';

/**
 * The values that the current flow read from the customer's words, as its author declared them to be read:
 * `as: '{1}{2}'` may write them otherwise than they were said. What was chosen from records is not among them.
 */
export function heardValues(
  flows: NodeState['flows'],
  reach: ReadonlyMap<string, FlowReach>,
): readonly string[] {
  const frame = flows.at(-1);
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
