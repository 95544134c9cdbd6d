import type { Flow, Slot } from '../../core/flow.ts';
import { own } from '../../core/values/own.ts';
import type { AgentConfig } from '../schemas/agent-schema.ts';

/** The flow with the agent's lists in place of their names. A name that no list has stays. */
export function withLists(flow: Flow, lists: AgentConfig['lists']): Flow {
  const slots = Object.entries(flow.slots).map(([name, slot]) => [name, withList(slot, lists)] as const);
  return { ...flow, slots: Object.fromEntries(slots) };
}

function withList(slot: Slot, lists: AgentConfig['lists']): Slot {
  const { choicesFrom, ...rest } = slot;
  const choices = choicesFrom === undefined ? undefined : own(lists, choicesFrom);
  return choices ? { ...rest, choices } : slot;
}
