import type { FlowFrame } from '../../core/flow-memory.ts';
import { own } from '../../core/values/own.ts';
import type { OfferedList } from '../../hearing/correct-choices.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { AskedSlot, FlowSetting } from './flow-effect.ts';

/** The lists of a flow from which something is chosen, with the choice: what a correction can change. */
export function offeredLists(setting: Omit<FlowSetting, 'lists'>, frame: FlowFrame): readonly OfferedList[] {
  const lists: AskedSlot[] = [];
  evaluateFlow({ ...setting, lists }, frame);
  return lists.flatMap(({ key, slot, options }) => {
    const current = own(frame.slots, key);
    if (current === undefined) return [];
    const { many = false, attributes } = slot.from ?? {};
    const narrowings = own(frame.narrowed, key);
    return [{ key, options, many, current, ...(attributes ? { attributes, narrowings } : {}) }];
  });
}
