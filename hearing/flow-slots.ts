import type { Flow, FlowStep, Slot } from '../core/flow.ts';

/** Slots and tools of a flow and its sub-flows. */
export interface FlowReach {
  readonly slots: ReadonlyMap<string, Slot>;
  readonly tools: ReadonlySet<string>;
  /** Tools about which the rules are only asked. */
  readonly judged: ReadonlySet<string>;
  /** True if it has `say` and `end` steps only. It gives way to any other intent of the same message. */
  readonly light: boolean;
  /** True if it answers from knowledge. */
  readonly answers: boolean;
  /** True if it calls a tool with effects. */
  readonly changes: boolean;
}

/** Collects the slots and tools of a flow and the flows that it runs. */
export function flowReach(name: string, flows: ReadonlyMap<string, Flow>): FlowReach {
  const slots = new Map<string, Slot>();
  const tools = new Set<string>();
  const judged = new Set<string>();
  const seen = new Set<string>();
  const kinds = new Set<string>();

  const visitFlow = (flowName: string): void => {
    const flow = flows.get(flowName);
    if (!flow || seen.has(flowName)) return;
    seen.add(flowName);
    for (const [slotName, slot] of Object.entries(flow.slots)) slots.set(slotName, slot);
    flow.steps.forEach(visitStep);
  };
  const visitStep = (step: FlowStep): void => {
    kinds.add(Object.keys(step)[0] ?? '');
    if ('lookup' in step) tools.add(step.lookup.tool);
    if ('call' in step) tools.add(step.call.tool);
    if ('judge' in step) judged.add(step.judge.tool);
    if ('run' in step) visitFlow(step.run);
    for (const nested of nestedSteps(step)) visitStep(nested);
  };
  visitFlow(name);
  return {
    slots,
    tools,
    judged,
    light: [...kinds].every((kind) => kind === 'say' || kind === 'end'),
    answers: kinds.has('answer'),
    changes: kinds.has('call'),
  };
}

function nestedSteps(step: FlowStep): readonly FlowStep[] {
  if ('when' in step) return [...step.then, ...(step.else ?? [])];
  if ('each' in step) return step.steps;
  if ('confirm' in step) return step.else;
  return [];
}
