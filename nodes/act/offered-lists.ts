import type { Flow } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { OfferedList } from '../../hearing/correct-choices.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import { type AskedSlot, evaluateFlow } from './evaluate-flow.ts';

/** The lists of a flow from which something is chosen, with the choice: what a correction can change. */
export function offeredLists(
  flows: ReadonlyMap<string, Flow>,
  reach: ReadonlyMap<string, FlowReach>,
  frame: FlowFrame,
  session: JsonObject,
): readonly OfferedList[] {
  const lists: AskedSlot[] = [];
  evaluateFlow(flows, reach.get(frame.flow)?.slots ?? new Map(), frame, session, lists);
  return lists.flatMap(({ key, slot, options }) => {
    const current = own(frame.slots, key);
    return current === undefined ? [] : [{ key, options, many: slot.from?.many ?? false, current }];
  });
}
