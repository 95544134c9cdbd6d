import type { Flow } from '../core/flow.ts';
import { flowReach } from '../hearing/flow-slots.ts';
import type { FlowSetting } from '../nodes/act/flow-effect.ts';

/** The setting of an evaluation of this flow. */
export function settingOf(
  flows: ReadonlyMap<string, Flow>,
  name: string,
  more: Partial<FlowSetting> = {},
): FlowSetting {
  const { slots } = flowReach(name, flows);
  return { flows, slots, functions: {}, session: {}, now: new Date('2026-03-02T10:00:00Z'), ...more };
}
